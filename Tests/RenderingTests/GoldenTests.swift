import Foundation
import Inventory
import Testing

@testable import Rendering

/// What the repository's inventory renders, file by file, against `Golden/four-hosts`.
///
/// `UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes them anew.
struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/four-hosts")
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func rendered() throws -> [String: String] {
        let path = repository.appending(path: "inventory/four-hosts.yml").path(percentEncoded: false)
        let configuration = try Configuration(try Inventory.load(path: path, environment: [:]))
        var texts: [String: String] = [:]
        for host in configuration.hosts {
            for file in host.files {
                let text =
                    switch file.content {
                    case .text(let text): text
                    case .link(let target): "-> \(target)\n"
                    }
                texts["\(host.host.name)\(file.path)"] = text
            }
        }
        return texts
    }

    @Test("four-hosts.yml renders what the golden files hold, and no other file")
    func golden() throws {
        let texts = try Self.rendered()
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try update(texts) }
        #expect(try Set(goldenPaths()) == Set(texts.keys))
        for (path, text) in texts {
            let golden = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
            #expect(text == golden, "\(path)")
        }
    }

    @Test("haproxy.cfg is the same on both balancers, and keepalived.conf differs in state and priority only")
    func balancersDiffer() throws {
        let texts = try Self.rendered()
        #expect(texts["server1/etc/haproxy/haproxy.cfg"] == texts["server2/etc/haproxy/haproxy.cfg"])
        func lines(_ host: String) throws -> [Substring] {
            try #require(texts["\(host)/etc/keepalived/keepalived.conf"]).split(separator: "\n")
        }
        let differing = zip(try lines("server1"), try lines("server2")).filter { $0 != $1 }.map {
            "\($0.trimmingCharacters(in: .whitespaces)) | \($1.trimmingCharacters(in: .whitespaces))"
        }
        #expect(differing == ["state MASTER | state BACKUP", "priority 101 | priority 100"])
    }

    private func goldenPaths() throws -> [String] {
        let root = Self.folder.path(percentEncoded: false)
        let entries = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return entries.filter { entry in
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: "\(root)/\(entry)", isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }

    private func update(_ texts: [String: String]) throws {
        try? FileManager.default.removeItem(at: Self.folder)
        for (path, text) in texts {
            let file = Self.folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: false, encoding: .utf8)
        }
    }
}
