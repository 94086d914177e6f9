import Balancing
import Foundation
import Testing

/// Asks the real haproxy where a key goes. `UPDATE_GOLDEN=1 swift test --filter LiveHashTests` writes what it says into
/// the golden files that `KeyHashTests` reads.
@Suite("Keys and the real haproxy", .enabled(if: LiveHAProxy.isInstalled, "haproxy is not installed"))
struct LiveHashTests {
    @Test("the golden files say where haproxy sends each key")
    func golden() throws {
        let uris = HashKeys.uriVariants.map { "balance uri \($0.line)" }
        let headers = ["balance hdr(X-Key)", "balance hdr(X-Key) use_domain_only"]
        let haproxy = try LiveHAProxy(backends: uris + headers + ["balance source"], weights: HashKeys.weights)
        try compare("uri", HashKeys.uris, uris.indices) {
            haproxy.ask(backend: $1, target: $0, host: $0.hasPrefix("http") ? "example.com" : "x")
        }
        try compare("header", HashKeys.headers, 8..<10) { haproxy.ask(backend: $1, header: $0) }
        try compare("source", HashKeys.sources, 10..<11) { haproxy.ask(backend: $1, source: $0) }
    }

    private func compare(
        _ name: String, _ keys: [String], _ backends: Range<Int>, _ ask: (String, Int) -> Character
    ) throws {
        let heard = keys.map { key in HashKeys.Line(letters: backends.map { ask(key, $0) }, key: key) }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try HashKeys.write(heard, name) }
        let golden = try HashKeys.lines(name)
        #expect(golden.map { String($0.letters) } == heard.map { String($0.letters) })
        #expect(golden.map(\.key) == keys)
    }
}
