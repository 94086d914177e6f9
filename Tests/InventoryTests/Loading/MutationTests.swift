import Testing

@testable import Inventory

/// A generator whose run can be repeated (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("a damaged inventory")
struct MutationTests {
    private static let fragments =
        [
            "&a ", "*a", "!!int ", "{", "}", "[", "]", ": ", "- ", "? ", "|\n", ">\n", "'", "\"", "\\", "#", "\t", "\n",
            "\r",
            "---\n", "...\n", "%YAML 1.2\n", "${", "${A:-", "$$", "}", "<<: ", "null", "~", "\u{FEFF}", "\u{2028}", "é",
            "\0",
            "99999999999999999999", "-1", "1e9", ":::", "/", "10.0.0.1", "::1/64", "vips", "ssh", "  ", ",",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    private func mutated(_ document: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = document
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: Self.fragments.randomElement(using: &random) ?? [], at: start)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 3 where start < bytes.count: bytes[start] = UInt8.random(in: 0...255, using: &random)
            default: bytes.replaceSubrange(start..<end, with: Self.fragments.randomElement(using: &random) ?? [])
            }
        }
        return bytes
    }

    @Test("is loaded or refused with places inside it, never a crash", arguments: 1...8)
    func mutations(seed: UInt64) throws {
        let sources = try [
            "inventory/four-hosts.yml", "inventory/examples/two-vips.yml", "inventory/examples/three-balancers.yml",
            "inventory/examples/sudo.yml",
        ].map { Array(try Repository.text($0).utf8) }
        var random = SeededGenerator(state: seed)
        var refused = 0
        for round in 0..<500 {
            let bytes = mutated(sources[round % sources.count], &random)
            let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 2
            do {
                _ = try read(bytes, environment: ["A": "a", "STATS_PASSWORD": "x", "HOME": "/root"])
            } catch let error as InventoryError {
                refused += 1
                #expect(!error.problems.isEmpty)
                let isInside = error.problems.allSatisfy { ($0.place?.line ?? 1) <= lines + 10 }
                #expect(isInside, "seed \(seed), round \(round)")
            }
        }
        #expect(refused > 100)
        #expect(refused < 500)
    }

    @Test("of random bytes is refused")
    func noise() {
        var random = SeededGenerator(state: 1)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(!problems(bytes).isEmpty)
        }
    }

    @Test("of many repetitions is refused quickly", .timeLimit(.minutes(1)))
    func large() {
        let size = 1 << 18
        for pattern in ["a: 1\n", "- ", "[", "{a: ", "? ", "'", "\"\\u0041", "&a ", "${A:-", "a,", "\n", " "] {
            let text = String(repeating: pattern, count: size / pattern.utf8.count)
            #expect(!problems(text).isEmpty, "\(pattern)")
        }
        let keys = (0..<20_000).map { "vip\($0): 1\n" }.joined()
        #expect(problems(keys).count == 20_004)
    }
}
