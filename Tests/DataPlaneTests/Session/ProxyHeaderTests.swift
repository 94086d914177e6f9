import Addresses
import HTTP1
import Testing

@testable import DataPlane

@Suite("a PROXY protocol header (proxy-protocol.txt)")
struct ProxyHeaderTests {
    private static func endpoint(_ text: String, _ port: UInt16) -> SourceEndpoint? {
        IPAddress(text).map { SourceEndpoint(address: $0, port: port) }
    }

    /// What is read of some bytes, in words.
    private func read(_ bytes: [UInt8]) -> String {
        switch ProxyHeader.read(bytes.span) {
        case .incomplete: "incomplete"
        case .refused: "refused"
        case .complete(let length, let source, let destination):
            "\(length) \(Self.words(source)) \(Self.words(destination))"
        }
    }

    private static func words(_ endpoint: SourceEndpoint?) -> String {
        endpoint.map { "\($0.address):\($0.port)" } ?? "-"
    }

    @Test(
        "version 1 (§2.1)",
        arguments: [
            ("PROXY TCP4 10.0.0.1 10.0.0.2 1234 80\r\nGET", "38 10.0.0.1:1234 10.0.0.2:80"),
            ("PROXY TCP6 fd00::1 fd00::2 65535 1\r\n", "36 fd00::1:65535 fd00::2:1"),
            ("PROXY UNKNOWN\r\n", "15 - -"),
            ("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", "59 - -"),
            ("PROXY TCP4 10.0.0.1 10.0.0.2 1234 80", "incomplete"),
            ("PRO", "incomplete"),
            ("PROXY TCP4 10.0.0.1 10.0.0.300 1234 80\r\n", "refused"),
            ("PROXY TCP4 fd00::1 fd00::2 1 2\r\n", "refused"),
            ("PROXY TCP4 10.0.0.1 10.0.0.2 1234 65536\r\n", "refused"),
            ("PROXY TCP4 10.0.0.1 10.0.0.2 01234 80\r\n", "refused"),
            ("PROXY TCP4 10.0.0.1 10.0.0.2 1234\r\n", "refused"),
            ("PROXY TCP4  10.0.0.1 10.0.0.2 1234 80\r\n", "refused"),
            ("GET / HTTP/1.1\r\n\r\n", "refused"),
            ("PROXY TCP4 10.0.0.1 10.0.0.2 1234 80\rX", "refused"),
            ("PROXY \r\n", "refused"),
            ("PROXY\r\n", "refused"),
            ("PROXY " + String(repeating: "x", count: 120), "refused"),
        ])
    func version1(text: String, expected: String) {
        let found = read(Array(text.utf8))
        #expect(found == expected)
    }

    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]

    @Test(
        "version 2 (§2.2)",
        arguments: [
            ([0x21, 0x11, 0, 12, 10, 0, 0, 1, 10, 0, 0, 2, 4, 210, 0, 80], "28 10.0.0.1:1234 10.0.0.2:80"),
            ([0x20, 0x00, 0, 0], "16 - -"),
            ([0x21, 0x31, 0, 2, 1, 2], "18 - -"),
            ([0x21, 0x11, 0, 12, 10, 0, 0], "incomplete"),
            ([0x21, 0x11, 0, 4, 10, 0, 0, 1], "refused"),
            ([0x11, 0x11, 0, 0], "refused"),
            ([0x22, 0x11, 0, 0], "refused"),
            ([0x21, 0x11, 255, 255], "refused"),
            ([0x21], "incomplete"),
        ] as [([UInt8], String)])
    func version2(rest: [UInt8], expected: String) {
        let found = read(Self.signature + rest)
        #expect(found == expected)
    }

    @Test("of every header each beginning is incomplete, and nothing crashes whatever a byte becomes")
    func hostile() {
        let text = Array("PROXY TCP4 10.0.0.1 10.0.0.2 1234 80\r\n".utf8)
        let binary = Self.signature + [0x21, 0x11, 0, 12, 10, 0, 0, 1, 10, 0, 0, 2, 4, 210, 0, 80]
        for header in [text, binary] {
            let isIncomplete = (0..<header.count).allSatisfy { read(Array(header[..<$0])) == "incomplete" }
            #expect(isIncomplete)
            for index in header.indices {
                for value in [0, 13, 32, 0x7F, 0xFF] as [UInt8] {
                    var changed = header
                    changed[index] = value
                    _ = read(changed)
                }
            }
        }
    }

    @Test(
        "version 1 is written so that it is read again",
        arguments: [("10.0.0.1", "10.0.0.2"), ("fd00::1", "fd00::2"), ("10.0.0.1", "fd00::2")])
    func written(source: String, destination: String) throws {
        let from = try #require(Self.endpoint(source, 1234))
        let to = try #require(Self.endpoint(destination, 80))
        var bytes = [UInt8](repeating: 0, count: 200)
        var output = bytes.mutableSpan
        var writer = HeadWriter()
        ProxyHeader.write(from: from, to: to, with: &writer, to: &output)
        let count = writer.position
        let found = read(Array(bytes[..<count]))
        // Addresses of two families cannot be told.
        let expected = from.address.family == to.address.family ? "\(source):1234 \(destination):80" : "- -"
        #expect(found == "\(count) \(expected)")
    }
}
