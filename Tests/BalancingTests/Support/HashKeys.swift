import Balancing
import Foundation

/// What is hashed in the golden files: `Golden/uri.txt` and its like. A line has a letter for each variant, the server
/// that HAProxy 2.6 sent the key to, and the key.
enum HashKeys {
    static let weights = [3, 1, 2, 5, 4]

    static let uriVariants: [(line: String, options: Algorithm.URIOptions)] = [
        ("", options()), ("whole", options { $0.isWhole = true }), ("len 4", options { $0.length = 4 }),
        ("depth 1", options { $0.depth = 1 }), ("depth 2", options { $0.depth = 2 }),
        ("path-only", options { $0.isPathOnly = true }),
        (
            "len 6 depth 2 whole",
            options {
                $0.length = 6
                $0.depth = 2
                $0.isWhole = true
            }
        ),
        (
            "path-only len 5",
            options {
                $0.length = 5
                $0.isPathOnly = true
            }
        ),
    ]

    private static func options(_ change: (inout Algorithm.URIOptions) -> Void = { _ in }) -> Algorithm.URIOptions {
        var options = Algorithm.URIOptions()
        change(&options)
        return options
    }

    static let uris: [String] = {
        var random = RandomSource(seed: 11)
        let odd = [
            "/", "/a", "/a/b/c?x=1", "/a/b/c?x=2", "http://example.com/a/b?q", "http://example.com", "/?", "//",
            "/a//b", "/%7Eme/", "http://example.com?q/r", "https://example.com/a?b/c",
        ]
        return odd
            + (0..<200).map { _ in
                let path = (0...below(5, &random)).map { _ in "/" + word(1...9, &random) }.joined()
                return below(2, &random) == 0 ? path : path + "?k=\(below(1000, &random))"
            }
    }()

    static let headers: [String] = {
        var random = RandomSource(seed: 12)
        let odd = [
            "example.com", "www.example.com", "a.b.c.example.co.uk", "localhost", "x.", "..", ".com", ".", "a.b",
            "one two", "v1, v2", "v1,v2", "127.0.0.1:80", "a.b.c:8080", "\"q,r\",s", "\"q\\\",r\",s", "a\\,b", ", x",
            "a;b=1,c", "x , y", "\"open, z",
        ]
        return odd
            + (0..<200).map { _ in
                (0...below(4, &random)).map { _ in word(1...8, &random) }.joined(separator: ".")
            }
    }()

    static let sources: [String] = {
        var random = RandomSource(seed: 13)
        let v4 = (0..<150).map { _ in (0..<4).map { _ in "\(below(256, &random))" }.joined(separator: ".") }
        let v6 = (0..<100).map { _ in
            (0..<8).map { _ in String(below(65_536, &random), radix: 16) }.joined(separator: ":")
        }
        return v4 + v6
    }()

    private static func below(_ bound: Int, _ random: inout RandomSource) -> Int {
        Int(random.next() % UInt64(bound))
    }

    private static func word(_ lengths: ClosedRange<Int>, _ random: inout RandomSource) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-_")
        return String(
            (0..<lengths.lowerBound + below(lengths.count, &random)).map { _ in letters[below(letters.count, &random)] }
        )
    }

    // MARK: - Files

    struct Line: Sendable {
        let letters: [Character]
        let key: String
    }

    static func lines(_ name: String) throws -> [Line] {
        try String(contentsOf: url(name), encoding: .utf8).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return Line(letters: Array(parts[0]), key: String(parts[1]))
        }
    }

    static func write(_ lines: [Line], _ name: String) throws {
        let text = lines.map { "\(String($0.letters)) \($0.key)\n" }.joined()
        try text.write(to: url(name), atomically: false, encoding: .utf8)
    }

    private static func url(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/\(name).txt")
    }
}
