import Foundation
import Testing

@testable import HAProxyConf

/// A page as Debian's haproxy has it.
let page503 = "HTTP/1.0 503 Service Unavailable\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n<h1>503</h1>\n"

/// Files that a configuration may name.
let pages: [String: String] = [
    "/etc/haproxy/errors/400.http": page503, "/etc/haproxy/errors/403.http": page503,
    "/etc/haproxy/errors/408.http": page503, "/etc/haproxy/errors/500.http": page503,
    "/etc/haproxy/errors/502.http": page503, "/etc/haproxy/errors/503.http": page503,
    "/etc/haproxy/errors/504.http": page503, "/dev/null": "",
]

/// Files held in memory, by path.
func memory(_ files: [String: [UInt8]]) -> SourceFiles {
    SourceFiles { path, limit in
        guard let content = files[path] else {
            return .failure(SourceFiles.Failure(reason: "No such file or directory"))
        }
        return .success(Array(content.prefix(limit + 1)))
    }
}

/// Loads `text` as the file `h.cfg`, beside `pages` and `files`.
func load(
    _ text: String, _ files: [String: String] = [:], environment: [String: String] = [:]
) throws(ConfigurationFailure) -> HAProxyConfiguration {
    let all = pages.merging(files) { $1 }.merging(["h.cfg": text]) { $1 }.mapValues { Array($0.utf8) }
    return try HAProxyConfiguration.load("h.cfg", from: memory(all), environment: environment)
}

/// The errors of `text`, as printed; empty when it is accepted.
func errors(_ text: String, _ files: [String: String] = [:], environment: [String: String] = [:]) -> [String] {
    do throws(ConfigurationFailure) {
        _ = try load(text, files, environment: environment)
        return []
    } catch { return error.errors.map(\.description) }
}

/// The warnings of `text`; nil when it is refused.
func warnings(_ text: String) -> [String]? { (try? load(text))?.warnings.map(\.description) }

/// What is printed of `bytes`, errors or the summary.
func outcome(_ bytes: [UInt8]) -> String {
    do throws(ConfigurationFailure) {
        let configuration = try HAProxyConfiguration.load("h.cfg", from: memory(["h.cfg": bytes]))
        return configuration.summary + configuration.warnings.map { "\n\($0)" }.joined()
    } catch { return error.description + error.warnings.map { "\n\($0)" }.joined() }
}

/// Sections in which one line is tried.
enum Place: String, CaseIterable {
    /// In an http frontend that has a `bind`.
    case frontend
    /// In an http frontend that has none.
    case bare
    /// In an http backend.
    case backend
    case global
    /// The line is a section of its own.
    case top

    private static let defaults = "defaults\n mode http\n timeout connect 1s\n timeout server 1s\n timeout client 1s\n"
    private static let backends = """
        backend back
         server s 1.2.3.4:80
        backend tback
         mode tcp
         server s 1.2.3.4:80

        """
    private static let listener = "frontend ok\n bind 127.0.0.1:20009\n timeout client 1s\n"

    /// A whole configuration with `lines` at this place.
    func configuration(_ lines: String) -> String {
        switch self {
        case .frontend:
            Self.defaults + "frontend f\n bind 127.0.0.1:20001\n \(lines)\n" + Self.backends + Self.listener
        case .bare: Self.defaults + "frontend f\n \(lines)\n" + Self.listener
        case .backend: Self.defaults + Self.listener + Self.backends + "backend x\n \(lines)\n"
        case .global: "global\n \(lines)\n" + Self.defaults + Self.listener
        case .top: Self.listener + Self.defaults + Self.backends + lines + "\n"
        }
    }

    func errors(_ lines: String) -> [String] { HAProxyConfTests.errors(configuration(lines)) }
}

/// The frontend `f` with `lines` in it.
func frontend(_ lines: String) throws -> Frontend {
    let configuration = try load(Place.frontend.configuration(lines))
    return try #require(configuration.frontends.first { $0.name == "f" })
}

/// The backend `x` with `lines` in it.
func backend(_ lines: String) throws -> Backend {
    let configuration = try load(Place.backend.configuration(lines))
    return try #require(configuration.backends.first { $0.name == "x" })
}

func global(_ lines: String) throws -> Global { try load(Place.global.configuration(lines)).global }

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A line of a file in `Samples`: where it is tried, and the lines, with `\n` between them.
struct Sample: CustomTestStringConvertible {
    let testDescription: String
    let place: Place
    let lines: String

    var text: String { place.configuration(lines) }

    init(_ line: Substring) {
        testDescription = String(line)
        let parts = line.split(separator: ": ", maxSplits: 1)
        place = Place(rawValue: String(parts[0])) ?? .top
        // Only `\n` is the file's own: any other backslash is the configuration's.
        lines = String(parts[1]).replacing("\\n", with: "\n").replacing("\\\\", with: "\\")
    }

    static func all(in file: String) -> [Sample] {
        let path = repository.appending(path: "Tests/HAProxyConfTests/Samples/\(file).txt")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(Sample.init)
    }

    static let files = ["both-accept", "both-refuse", "only-haproxy-accepts", "only-clusterd-accepts"]
}

/// Pseudo-random numbers that a seed determines (xorshift64*).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

/// Records that a test went where it must not.
func fail(_ comment: Comment, _ location: Testing.SourceLocation = #_sourceLocation) {
    Issue.record(comment, sourceLocation: location)
}
