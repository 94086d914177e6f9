import Foundation
import Testing

@testable import HAProxyConf

/// Whatever is in the file: an answer in bounded time, bounded in length, and no trap.
struct HostileInputTests {
    private static let random: [UInt8] = {
        var generator = SeededGenerator(seed: 3)
        return (0..<(1 << 20)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }()

    private static func lines(_ text: String, _ count: Int, head: String = "") -> [UInt8] {
        Array(head.utf8) + Array(String(repeating: text, count: count).utf8)
    }

    private static func numbered(_ count: Int, head: String = "", _ line: (Int) -> String) -> [UInt8] {
        var text = head
        for index in 0..<count { text += line(index) }
        return Array(text.utf8)
    }

    static let inputs: [(String, [UInt8], expected: String)] = [
        ("nothing", [], "nothing listens"), ("1 MiB of noise", random, "h.cfg:"),
        ("5 MiB", [UInt8](repeating: 0x20, count: 5 << 20), "larger than 4 MiB"),
        ("a long line", lines("x", 1 << 20) + [0x0A], "at most 16384 are read"),
        ("4 MiB of line feeds", lines("\n", 4 << 20), "more than 100000 lines"),
        ("zeros", [UInt8](repeating: 0, count: 1000) + [0x0A], "zero byte"),
        ("bytes that are no UTF-8", Array("global\n".utf8) + [0xFF, 0xFE, 0x0A], "unknown keyword '\u{FFFD}\u{FFFD}'"),
        ("quotes", lines("\"\n", 90_000), "and 951 more errors"),
        ("100,000 unknown keywords", lines("priorty 1\n", 99_000, head: "global\n"), "and 951 more errors"),
        ("many sections", numbered(2_090) { "backend b\($0)\n" }, "more than 2048 sections"),
        (
            "many servers", numbered(4_130, head: "backend b\n") { "server s\($0) 1.2.3.4:1\n" },
            "more than 4095 servers"
        ),
        (
            "many ports", lines("bind :1-4096\n", 50_000, head: "frontend f\n"), "listens on more than 4096 sockets"
        ),
        (
            "many sockets in many sections", numbered(20) { "frontend f\($0)\n bind :1-4096\n" },
            "all sections together listen on more than 65536 sockets"
        ),
        ("many addresses", lines("bind :1-60000,:1-60000\n", 9, head: "frontend f\n"), "means more than 4096 sockets"),
        (
            "unknown ACLs beside many",
            numbered(50_000, head: "frontend f\n mode http\n") {
                "acl a\($0) path /\($0)\nhttp-request deny if b\($0)\n"
            }, "and 951 more errors"
        ),
        (
            "unknown backends beside many",
            numbered(2_000) { "backend b\($0)\n" } + numbered(90_000, head: "frontend f\n") { "use_backend c\($0)\n" },
            "more errors"
        ),
        (
            "expressions that grow", lines("acl a path_reg ((((a{9}){9}){9}){9}){9}\n", 300, head: "frontend f\n"),
            "it is too large"
        ),
        (
            "deep groups",
            lines("acl a path_reg " + String(repeating: "(", count: 9_000) + "\n", 99, head: "frontend f\n"), "too deep"
        ),
        ("many rules in defaults", lines("http-request allow\n", 90_000, head: "defaults d\n"), "at most 256 rules"),
        ("many logs", lines("log stdout local0\n", 90_000, head: "global\n"), "more than 64 'log' lines"),
        (
            "a default that never ends", lines("description \"${X-", 1, head: "global\n") + lines("y", 9_000) + [0x0A],
            "the brace of a variable is not closed"
        ),
    ]

    @Test("is refused in bounded time with bounded errors", arguments: inputs.indices)
    func refused(_ index: Int) {
        let (name, bytes, expected) = Self.inputs[index]
        var text = ""
        let time = ContinuousClock().measure { text = outcome(bytes) }
        #expect(text.contains(expected), "\(name): \(text.prefix(400))")
        #expect(text.split(separator: "\n").count <= 2 * Limit.diagnostics + 1, "\(name)")
        #expect(time < .seconds(60), "\(name) took \(time)")
    }

    @Test("a large configuration that is right is read in time that grows as it does")
    func large() throws {
        var text = "global\n stats socket /run/s\ndefaults\n mode http\n timeout connect 1s\n timeout server 1s\n"
        for backend in 0..<500 {
            text += "backend b\(backend)\n"
            for server in 0..<60 {
                text += " server s\(server) 10.\(backend / 250).\(backend % 250).\(server + 1):80 check\n"
            }
        }
        text += "frontend f\n bind :80\n timeout client 1s\n"
        for acl in 0..<20_000 { text += " acl a\(acl) path_beg /\(acl)\n use_backend b\(acl % 500) if a\(acl)\n" }
        let clock = ContinuousClock()
        let time = try clock.measure {
            let configuration = try load(text)
            #expect(configuration.backends.count == 500 && configuration.frontends[0].acls.count == 20_000)
        }
        #expect(time < .seconds(60), "\(time)")
    }

    @Test("many pages are bounded together")
    func manyPages() {
        var files: [String: String] = [:]
        var text = "listen l\n bind :80\n mode http\n"
        let body = String(repeating: "x", count: 15_000)
        for index in 0..<1_300 {
            files["/p\(index)"] = "HTTP/1.1 200 OK\r\n\r\n" + body
            text += " http-request return errorfile /p\(index) if FALSE\n"
        }
        #expect(errors(text, files).contains { $0.contains("all files together are larger than 16 MiB") })
    }

    @Test("no change of a sample makes a trap or an endless list", arguments: [UInt64](1...12))
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let samples = Sample.files.flatMap { Sample.all(in: $0) }.map { Array($0.text.utf8) }
        for _ in 0..<80 {
            var bytes = samples.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, samples, &generator) }
            let text = outcome(bytes)
            #expect(text.split(separator: "\n").count <= 3000, "seed \(seed)")
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ samples: [[UInt8]], _ generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return bytes = samples.randomElement(using: &generator) ?? [] }
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
        switch Int.random(in: 0...5, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(index..<end)
        case 2: bytes.insert(contentsOf: bytes[index..<end], at: index)
        case 3: bytes[index] = Array("{}\"'\\#!\n $%()[],:-".utf8).randomElement(using: &generator) ?? 0
        case 4: bytes += samples.randomElement(using: &generator) ?? []
        default: bytes.insert(contentsOf: "9999999999999999999999".utf8, at: index)
        }
    }
}
