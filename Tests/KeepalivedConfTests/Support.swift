import Foundation
import Testing

@testable import KeepalivedConf

/// Files held in memory, by path.
func memory(_ files: [String: String]) -> SourceFiles {
    memory(files.mapValues { Array($0.utf8) })
}

func memory(_ files: [String: [UInt8]]) -> SourceFiles {
    SourceFiles(
        read: { path, _ in
            files[path].map { .success($0) } ?? .failure(SourceFiles.Failure(reason: "No such file or directory"))
        },
        matches: { pattern in files.keys.filter { unsafe fnmatch(pattern, $0, FNM_PATHNAME) == 0 }.sorted() })
}

/// Loads `text` as the file `k.conf`, beside `files`.
func load(_ text: String, _ files: [String: String] = [:]) throws(ConfigurationFailure) -> KeepalivedConfiguration {
    try KeepalivedConfiguration.load("k.conf", from: memory(files.merging(["k.conf": text]) { $1 }))
}

/// The errors of `text`, as printed; empty when it is accepted.
func errors(_ text: String, _ files: [String: String] = [:]) -> [String] {
    do throws(ConfigurationFailure) { _ = try load(text, files) } catch { return error.errors.map(\.description) }
    return []
}

/// What is printed of `bytes`, errors or the summary; never more than the limits allow.
func outcome(_ bytes: [UInt8]) -> String {
    do throws(ConfigurationFailure) {
        let configuration = try KeepalivedConfiguration.load("k.conf", from: memory(["k.conf": bytes]))
        return configuration.summary + configuration.warnings.map { "\n\($0)" }.joined()
    } catch { return error.description + error.warnings.map { "\n\($0)" }.joined() }
}

/// An instance that is right, with `lines` in it. The first of them is line 2.
func instance(_ lines: String = "", name: String = "A", vrid: Int = 1, vip: String = "10.0.0.10/24") -> String {
    """
    vrrp_instance \(name) {
    \(lines)
    interface eth0
    virtual_router_id \(vrid)
    virtual_ipaddress {
    \(vip)
    }
    }

    """
}

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A configuration of `Samples`.
struct Sample: CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { name }

    /// Every sample of a file in `Samples`.
    static func all(in file: String) -> [Sample] {
        let path = repository.appending(path: "Tests/KeepalivedConfTests/Samples/\(file).txt")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        return text.components(separatedBy: "\n=== ").dropFirst().map { part in
            let end = part.firstIndex(of: "\n") ?? part.endIndex
            return Sample(name: String(part[..<end]), text: String(part[end...].dropFirst()) + "\n")
        }
    }

    static let files = ["both-accept", "both-refuse", "only-keepalived-accepts", "only-clusterd-accepts"]
}

/// Pseudo-random numbers that a seed determines (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
