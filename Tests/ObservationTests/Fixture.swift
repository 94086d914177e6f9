import Foundation

/// What real programs said, kept as they said it: haproxy 2.6.12 and keepalived 2.2.7 of Debian 12.
enum Fixture {
    static func text(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
}
