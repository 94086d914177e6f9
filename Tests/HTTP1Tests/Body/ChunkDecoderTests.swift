import Testing

@testable import HTTP1

struct ChunkDecoderTests {
    /// What came of chunked content.
    struct Outcome: Equatable {
        var content = ""
        var end: Int?
        var reason: Refusal.Reason?
    }

    /// Gives the bytes in pieces.
    static func decode(_ bytes: [UInt8], piece: Int = .max) -> Outcome {
        var decoder = ChunkDecoder()
        var outcome = Outcome()
        var content: [UInt8] = []
        var start = 0
        while start < bytes.count && outcome.end == nil && outcome.reason == nil {
            let end = min(start + min(piece, bytes.count), bytes.count)
            var position = start
            start = end
            pieces: while true {
                switch decoder.advance(bytes.span.extracting(first: end), from: position) {
                case .data(let range):
                    content += bytes[range]
                    position = range.upperBound
                case .needsMore: break pieces
                case .end(let at):
                    outcome.end = at
                    break pieces
                case .refused(let refusal):
                    outcome.reason = refusal.reason
                    break pieces
                }
            }
        }
        outcome.content = String(decoding: content, as: UTF8.self)
        return outcome
    }

    static func decode(_ text: String, piece: Int = .max) -> Outcome { decode(Array(text.utf8), piece: piece) }

    static let good = [
        Row("0\r\n\r\n", "", "RFC 9112 §7.1"), Row("3\r\nabc\r\n0\r\n\r\n", "abc", "RFC 9112 §7.1"),
        Row("3\r\nabc\r\nA\r\n0123456789\r\n000\r\n\r\n", "abc0123456789", "RFC 9112 §7.1"),
        Row("00000000000000a\r\n0123456789\r\n0\r\n\r\n", "0123456789", "RFC 9112 §7.1"),
        Row("2\r\n\r\n\r\n0\r\n\r\n", "\r\n", "RFC 9112 §7.1"),
        Row("3;a\r\nabc\r\n0;b=c;d=\"e; \\\"\\\\\"\r\n\r\n", "abc", "RFC 9112 §7.1.1"),
        Row("3 ; a\t= b ;c = \"\"\r\nabc\r\n0\r\n\r\n", "abc", "RFC 9112 §7.1.1"),
        Row("1\r\na\r\n0\r\nX: 1\r\nY-Z:\r\nDigest: \u{E9}\tx\r\n\r\n", "a", "RFC 9112 §7.1.2"),
        Row("0\r\nHosts: a\r\nContent-Lengt: 1\r\nX-Host: a\r\n\r\n", "", "RFC 9110 §6.5.1"),
    ]

    @Test("chunked content is decoded", arguments: good)
    func decoded(_ row: Row<String>) {
        let outcome = Self.decode(row.text + "GET / HTTP/1.1")
        #expect(outcome == Outcome(content: row.outcome, end: row.text.utf8.count))
    }

    @Test("pieces of any size give the same content and the same end", arguments: good)
    func pieces(_ row: Row<String>) {
        let bytes = Array((row.text + "more").utf8)
        for piece in 1...bytes.count {
            let outcome = Self.decode(bytes, piece: piece)
            #expect(outcome == Outcome(content: row.outcome, end: row.text.utf8.count), "pieces of \(piece)")
        }
    }

    @Test("content that has not ended needs more", arguments: good)
    func prefixes(_ row: Row<String>) {
        let bytes = Array(row.text.utf8)
        for count in 1..<bytes.count {
            let outcome = Self.decode(Array(bytes[..<count]))
            #expect(outcome.end == nil && outcome.reason == nil, "the first \(count)")
        }
    }

    static let bad: [Row<Refusal.Reason>] = [
        Row("\r\n", .badChunkSize, "RFC 9112 §7.1"), Row("x\r\n", .badChunkSize, "RFC 9112 §7.1"),
        Row(" 1\r\na\r\n", .badChunkSize, "RFC 9112 §7.1"), Row("+1\r\na\r\n", .badChunkSize, "RFC 9112 §7.1"),
        Row("0x1\r\na\r\n", .badChunkSize, "RFC 9112 §7.1"), Row("1_0\r\na\r\n", .badChunkSize, "RFC 9112 §7.1"),
        Row("00000000000000001\r\na\r\n", .badChunkSize, "HAProxy takes more digits"),
        Row("8000000000000000\r\n", .chunkTooLarge, "63 bits"), Row("ffffffffffffffff\r\n", .chunkTooLarge, "63 bits"),
        Row("1\na\r\n", .bareLineFeed, "RFC 9112 §2.2"), Row("1\ra\r\n", .bareCarriageReturn, "RFC 9112 §2.2"),
        Row("1\r\nab\r\n", .unterminatedChunk, "RFC 9112 §7.1"), Row("1\r\na\n", .unterminatedChunk, "RFC 9112 §2.2"),
        Row("1\r\na\rb", .unterminatedChunk, "RFC 9112 §2.2"),
        Row("1 \r\na\r\n", .badChunkExtension, "HAProxy takes it"),
        Row("1;\r\na\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a=\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a \r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a=b \r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a=b c\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a b\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a=\"b\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a=\"\\\r\n", .badChunkExtension, "RFC 9110 §5.6.4"),
        Row("1;a=\"b\"c\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a\0\r\n", .badChunkExtension, "RFC 9112 §7.1.1"),
        Row("1;a\n", .bareLineFeed, "RFC 9112 §2.2"), Row("1;a=\"\n\"", .bareLineFeed, "RFC 9112 §2.2"),
        Row("1;a\rb", .bareCarriageReturn, "RFC 9112 §2.2"), Row("0\r\n\n", .bareLineFeed, "RFC 9112 §2.2"),
        Row("0\r\n\rX", .bareCarriageReturn, "RFC 9112 §2.2"), Row("0\r\nX: 1\n\r\n", .bareLineFeed, "RFC 9112 §2.2"),
        Row("0\r\nX: 1\rY", .bareCarriageReturn, "RFC 9112 §2.2"),
        Row("0\r\nX : 1\r\n", .whitespaceBeforeColon, "§5.1"),
        Row("0\r\n X: 1\r\n", .foldedLine, "RFC 9112 §5.2"), Row("0\r\nX: 1\r\n\t2\r\n", .foldedLine, "RFC 9112 §5.2"),
        Row("0\r\n: 1\r\n", .emptyFieldName, "RFC 9110 §5.1"), Row("0\r\nX\r\n", .missingColon, "RFC 9112 §5"),
        Row("0\r\nX\n", .bareLineFeed, "RFC 9112 §2.2"), Row("0\r\nX(: 1\r\n", .badFieldName, "RFC 9110 §5.1"),
        Row("0\r\nX\0: 1\r\n", .controlCharacter, "RFC 9110 §5.5"),
        Row("0\r\nX: \0\r\n", .controlCharacter, "RFC 9110 §5.5"),
        Row("0\r\n" + String(repeating: "X: 1\r\n", count: 102), .trailersTooLong, "101 fields"),
        Row("0\r\nX: \(String(repeating: "x", count: 8192))\r\n\r\n", .trailersTooLong, "8,192 bytes"),
        Row("1;a=\(String(repeating: "x", count: 4096))\r\n", .chunkExtensionsTooLong, "RFC 9112 §7.1.1"),
        Row(String(repeating: "1;aaaaa\r\na\r\n", count: 683), .chunkExtensionsTooLong, "RFC 9112 §7.1.1"),
    ]

    @Test("what two readers could end in different places is refused, in pieces of any size", arguments: bad)
    func refused(_ row: Row<Refusal.Reason>) {
        for piece in [1, 2, 3, 7, .max] { #expect(Self.decode(row.text, piece: piece).reason == row.outcome) }
    }

    @Test(
        "a trailer that would change the message is refused (RFC 9110 §6.5.1)",
        arguments: [
            "Content-Length", "transfer-encoding", "HOST", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade",
            "Expect",
            "Content-Type", "Content-Encoding", "Content-Range", "Range", "Cookie", "Set-Cookie", "Authorization",
            "Proxy-Authorization", "Cache-Control", "Location", "Max-Forwards", "X-Forwarded-For", "X-Forwarded-Proto",
            "Forwarded", "Proxy-Connection",
        ])
    func forbiddenTrailer(_ name: String) {
        for piece in [1, 4, .max] {
            let outcome = Self.decode("0\r\nX: 1\r\n\(name): 1\r\n\r\n", piece: piece)
            #expect(outcome.reason == .forbiddenTrailer)
        }
    }

    @Test("a refusal stays one")
    func staysRefused() {
        var decoder = ChunkDecoder()
        let first = decoder.advance(Array("x".utf8).span, from: 0)
        let second = decoder.advance(Array("0\r\n\r\n".utf8).span, from: 0)
        #expect(first == .refused(Refusal(.badChunkSize, at: 0)) && second == first)
    }

    @Test("data may go past the decoder")
    func skipped() {
        var decoder = ChunkDecoder()
        let head = decoder.advance(Array("7fffffffffffffff\r\n".utf8).span, from: 0)
        #expect(head == .needsMore && decoder.remainingData == 0x7FFF_FFFF_FFFF_FFFF)
        decoder.skip(0x7FFF_FFFF_FFFF_FFFE)
        #expect(decoder.remainingData == 1)
        let data = decoder.advance(Array("a\r\n0\r\n\r\nb".utf8).span, from: 0)
        let end = decoder.advance(Array("a\r\n0\r\n\r\nb".utf8).span, from: 1)
        let again = decoder.advance(Array("b".utf8).span, from: 0)
        #expect(data == .data(0..<1) && end == .end(at: 8) && again == .end(at: 0) && decoder.isDone)
    }

    @Test("it is small, for every connection has one")
    func size() { #expect(MemoryLayout<ChunkDecoder>.size <= 24) }
}
