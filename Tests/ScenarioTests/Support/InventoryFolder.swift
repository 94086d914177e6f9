import Foundation

/// The inventory of a test: the four hosts, and what the test adds to it, with a site and templates beside it.
final class InventoryFolder: Sendable {
    static let hosts = ["web1", "web2", "server1", "server2"]
    static let balancers = ["server1", "server2"]
    static let page = "<!DOCTYPE html>\n<title>The page</title>\n"

    let path: String
    var file: String { "\(path)/four-hosts.yml" }
    var templates: String { "\(path)/templates" }

    /// - Parameters:
    ///   - addition: further keys of the inventory.
    ///   - page: the site's `index.html`; a `style.css` lies beside it.
    init(_ addition: String = "", cache: String = "varnish", page: String = page, text: String? = nil) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID().uuidString)").path
        let four = """
            version: 1
            name: four-hosts
            balancers:
              server1: 10.0.0.1
              server2: 10.0.0.2
            web:
              web1: 10.0.0.100
              web2: 10.0.0.200
            vips: 10.0.0.10
            site: site
            cache: \(cache)

            """
        try write((text ?? four) + addition + "\n", to: "four-hosts.yml")
        try write(page, to: "site/index.html")
        try write("body { color: black }\n", to: "site/style.css")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to file: String) throws {
        let url = URL(filePath: path).appending(path: file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }
}
