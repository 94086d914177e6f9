import Foundation
import Testing

@testable import KeepalivedConf

/// Whatever is in the file: an answer in bounded time, bounded in length, and no trap.
struct HostileInputTests {
    private static let random: [UInt8] = {
        var generator = SeededGenerator(seed: 3)
        let block = (0..<(64 << 10)).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Array(repeatElement(block, count: 160).joined())
    }()

    private static func repeating(_ text: String, _ count: Int) -> [UInt8] {
        Array(String(repeating: text, count: count).utf8)
    }

    static let inputs: [(String, [UInt8], expected: String)] = [
        ("nothing", [], "there is no vrrp_instance"),
        ("10 MiB of noise", random, "larger than 4 MiB"),
        ("3 MiB of noise", Array(random.prefix(3 << 20)), "control character"),
        ("noise without line feeds", random.prefix(1 << 20).filter { $0 != 0x0A }, "at most 1023 are read"),
        ("3 MiB of blank lines", repeating("\n", 3 << 20), "more than 100000 lines"),
        ("100,000 blocks deep, in a line each", repeating("a {\n", 100_000), "nest deeper than 16"),
        (
            "100,000 blocks deep and closed", repeating("a {\n", 49_999) + repeating("}\n", 49_999),
            "nest deeper than 16"
        ),
        ("braces only", repeating("{{{{{{{{\n", 1000), "unexpected '{'"),
        ("closing braces only", repeating("}}}}}}}}\n", 1000), "unexpected '}'"),
        ("zeros", [UInt8](repeating: 0, count: 1000), "control character 0"),
        ("a NUL in a keyword", Array("vrrp_instance A {\npri\0ority 1\n}\n".utf8), "k.conf:2: the line contains"),
        ("bytes that are no UTF-8", [0xFF, 0xFE, 0x41, 0x0A], "not valid UTF-8"),
        ("a quote never closed", repeating("router_id \"x\n", 50), "not closed on its line"),
        (
            "a block never closed", Array("vrrp_instance A {\n interface eth0".utf8),
            "k.conf:1: the block of 'vrrp_instance'"
        ),
        ("a long line", repeating("x", 2000), "the line has 2000 bytes"),
        ("100,000 unknown keywords", repeating("priorty 1\n", 99_999), "and 99949 more errors"),
        ("50,000 instances", repeating("vrrp_instance A {\n}\n", 49_999), "is already defined"),
        (
            "50,000 tracked scripts",
            Array("vrrp_instance A {\ntrack_script {\n".utf8) + repeating("x\n", 50_000) + Array("}\n}\n".utf8),
            "already tracked"
        ),
        ("escapes without end", repeating("\\", 1000), "\\"),
    ]

    @Test("is refused in bounded time with bounded errors", arguments: inputs.indices)
    func refused(_ index: Int) {
        let (name, bytes, expected) = Self.inputs[index]
        let clock = ContinuousClock()
        var text = ""
        let time = clock.measure { text = outcome(bytes) }
        #expect(text.contains(expected), "\(name): \(text.prefix(400))")
        #expect(text.split(separator: "\n").count <= 2 * Diagnostics.shown + 1, "\(name)")
        #expect(time < .seconds(60), "\(name) took \(time)")
    }

    @Test("many different instances with many peers are compared in bounded time")
    func manyPeers() {
        var text = ""
        for index in 0..<1100 {
            let peers = (0..<80).map { "10.\(index / 256).\(index % 256).\($0)" }.joined(separator: "\n")
            text += "vrrp_instance I\(index) {\ninterface eth0\nvirtual_router_id 1\n"
            text += "virtual_ipaddress { 10.0.0.1 }\nunicast_peer {\n\(peers)\n}\n}\n"
        }
        #expect(outcome(Array(text.utf8)).contains("more than 1024 of vrrp_instance"))
    }

    @Test("a file with carriage returns and no line feed at its end reads as any other")
    func carriageReturns() throws {
        let text = instance("priority 50").replacingOccurrences(of: "\n", with: "\r\n").dropLast(1)
        #expect(try load(String(text)).instances[0].priority == 50)
    }

    @Test("a byte order mark is skipped")
    func byteOrderMark() throws { #expect(try load("\u{FEFF}" + instance()).instances.count == 1) }

    @Test("no change of a sample makes a trap or an endless list", arguments: [UInt64](1...20))
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let samples = Sample.files.flatMap { Sample.all(in: $0) }.map { Array($0.text.utf8) } + [Self.everything]
        for _ in 0..<60 {
            var bytes = samples.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, samples, &generator) }
            let text = outcome(bytes)
            #expect(text.split(separator: "\n").count <= 3000, "seed \(seed)")
        }
    }

    private static let everything = Array(SecretTests.withPassword("s3cr3t").utf8)

    private func mutate(_ bytes: inout [UInt8], _ samples: [[UInt8]], _ generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return bytes = samples.randomElement(using: &generator) ?? [] }
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
        switch Int.random(in: 0...5, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(index..<end)
        case 2: bytes.insert(contentsOf: bytes[index..<end], at: index)
        case 3: bytes[index] = Array("{}\"'\\#!\n $@~/".utf8).randomElement(using: &generator) ?? 0
        case 4: bytes += samples.randomElement(using: &generator) ?? []
        default: bytes.insert(contentsOf: "9999999999999999999999".utf8, at: index)
        }
    }
}
