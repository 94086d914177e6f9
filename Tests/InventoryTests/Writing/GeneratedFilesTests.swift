import Foundation
import Testing

@testable import Inventory

/// `CLUSTER_RENEW=1 swift test --filter GeneratedFilesTests` writes the files anew.
@Suite("files made from the description of the keys")
struct GeneratedFilesTests {
    private static let isRenewing = ProcessInfo.processInfo.environment["CLUSTER_RENEW"] == "1"

    private func expect(_ path: String, is text: String) throws {
        if Self.isRenewing { try text.write(toFile: Repository.path(path), atomically: true, encoding: .utf8) }
        let isCurrent = try Repository.text(path) == text
        #expect(isCurrent, "\(path) is out of date; CLUSTER_RENEW=1 swift test --filter GeneratedFilesTests")
    }

    @Test("inventory/schema.json is current")
    func schema() throws {
        try expect("inventory/schema.json", is: try JSONSchema.text())
    }

    @Test("the table in docs/inventory.md is current")
    func reference() throws {
        let document = try Repository.text("docs/inventory.md")
        let parts = document.split(separator: "<!-- keys -->\n", maxSplits: 1)
        let tail = try #require(parts.last?.split(separator: "<!-- /keys -->", maxSplits: 1).last)
        try #require(parts.count == 2)
        let current = "\(parts[0])<!-- keys -->\n\(KeyReference.markdown)<!-- /keys -->\(tail)"
        try expect("docs/inventory.md", is: current)
    }
}
