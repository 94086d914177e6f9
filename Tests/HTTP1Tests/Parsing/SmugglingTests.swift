import Testing

@testable import HTTP1

/// Requests that two readers would end in different places (RFC 9112 §11.2).
struct SmugglingTests {
    private static let smuggled = "\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(
        "a length that two readers could take for two is refused",
        arguments: [
            Row("Content-Length: 5\r\nContent-Length: 5", .repeatedContentLength, "RFC 9112 §6.3"),
            Row("Content-Length: 5\r\nContent-Length: 6", .repeatedContentLength, "RFC 9112 §6.3"),
            Row("Content-Length: 5\r\nX: 1\r\ncontent-length: 5", .repeatedContentLength, "RFC 9112 §6.3"),
            Row("Content-Length: 5, 5", .badContentLength, "RFC 9112 §6.3"),
            Row("Content-Length: 5,", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length:", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: +5", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: -5", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: 0x5", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: 5.0", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: 5 5", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: \"5\"", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: ５", .badContentLength, "RFC 9110 §8.6"),
            Row("Content-Length: 5\u{B}", .controlCharacter, "RFC 9110 §5.5"),
            Row("Content-Length : 5", .whitespaceBeforeColon, "RFC 9112 §5.1"),
            Row("Content-Length: 9223372036854775808", .contentLengthTooLarge, "63 bits"),
            Row("Content-Length: 18446744073709551621", .contentLengthTooLarge, "5 modulo 2⁶⁴"),
            Row("Content-Length: 99999999999999999999999999", .contentLengthTooLarge, "63 bits"),
        ] as [Row<Refusal.Reason>])
    func lengths(_ row: Row<Refusal.Reason>) { #expect(post(row.text).reason == row.outcome) }

    @Test(
        "chunking that two readers could see and not see is refused",
        arguments: [
            Row("Content-Length: 5\r\nTransfer-Encoding: chunked", .lengthAndTransferEncoding, "CL.TE"),
            Row("Transfer-Encoding: chunked\r\nContent-Length: 5", .lengthAndTransferEncoding, "TE.CL"),
            Row("Transfer-Encoding: chunked\r\nContent-Length: 0", .lengthAndTransferEncoding, "TE.0"),
            Row("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .repeatedTransferEncoding, "TE.TE"),
            Row("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", .repeatedTransferEncoding, "TE.TE"),
            Row("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", .badTransferEncoding, "TE.TE"),
            Row("Transfer-Encoding: xchunked", .badTransferEncoding, "RFC 9112 §6.3"),
            Row("Transfer-Encoding: chunkedx", .badTransferEncoding, "RFC 9112 §6.3"),
            Row("Transfer-Encoding: identity", .badTransferEncoding, "RFC 9112 §6.3"),
            Row("Transfer-Encoding: gzip", .badTransferEncoding, "RFC 9112 §6.3"),
            Row("Transfer-Encoding: chunked, identity", .badTransferEncoding, "RFC 9112 §6.3"),
            Row("Transfer-Encoding: chunked, chunked", .badTransferEncoding, "RFC 9112 §6.1"),
            Row("Transfer-Encoding: chunked,", .badTransferEncoding, "RFC 9110 §5.6.1"),
            Row("Transfer-Encoding: ,chunked", .badTransferEncoding, "RFC 9110 §5.6.1"),
            Row("Transfer-Encoding:", .badTransferEncoding, "RFC 9112 §6.1"),
            Row("Transfer-Encoding: \"chunked\"", .badTransferEncoding, "RFC 9112 §7"),
            Row("Transfer-Encoding: chunked;q=1", .badTransferEncoding, "RFC 9112 §7.1"),
            Row("Transfer-Encoding: 'chunked", .badTransferEncoding, "RFC 9112 §7"),
            Row("Transfer-Encoding: gzip, chunked", .unknownTransferCoding, "RFC 9112 §6.1"),
            Row("Transfer-Encoding: identity, chunked", .unknownTransferCoding, "RFC 9112 §6.1"),
            Row("Transfer-Encoding : chunked", .whitespaceBeforeColon, "RFC 9112 §5.1"),
            Row("Transfer-Encoding\t: chunked", .whitespaceBeforeColon, "RFC 9112 §5.1"),
            Row("Transfer-Encoding: \u{B}chunked", .controlCharacter, "RFC 9110 §5.5"),
            Row("Transfer-Encoding: chunked\0", .controlCharacter, "RFC 9110 §5.5"),
            Row("Transfer-Encoding:\r\n chunked", .badTransferEncoding, "RFC 9112 §5.2"),
            Row("X: 1\r\n Transfer-Encoding: chunked", .foldedLine, "RFC 9112 §5.2"),
            Row("X: 1\nTransfer-Encoding: chunked", .bareLineFeed, "RFC 9112 §2.2"),
            Row("X: 1\rTransfer-Encoding: chunked", .bareCarriageReturn, "RFC 9112 §2.2"),
            Row("\u{A0}Transfer-Encoding: chunked", .badFieldName, "RFC 9110 §5.1"),
        ] as [Row<Refusal.Reason>])
    func codings(_ row: Row<Refusal.Reason>) { #expect(post(row.text).reason == row.outcome) }

    @Test("HTTP/1.0 has no transfer codings (RFC 9112 §6.1)")
    func oldChunking() {
        let text = "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(Sample(request: text).result.reason == .transferEncodingInHTTP10)
    }

    @Test("HTTP/1.0 has no content in GET, HEAD or DELETE (HAProxy answers 413)", arguments: ["GET", "HEAD", "DELETE"])
    func oldContent(_ method: String) {
        let some = Sample(request: "\(method) / HTTP/1.0\r\nContent-Length: 1\r\n\r\n")
        let none = Sample(request: "\(method) / HTTP/1.0\r\nContent-Length: 0\r\n\r\n")
        #expect(some.result.reason == .unexpectedContent && none.result.headLength != nil)
    }

    @Test(
        "framing that is plain is understood",
        arguments: [
            Row("Content-Length: 5", .length(5), "RFC 9110 §8.6"),
            Row("Content-Length: 0", .length(0), "RFC 9110 §8.6"),
            Row("content-length:5", .length(5), "RFC 9110 §5.1"),
            Row("Content-Length: 005", .length(5), "RFC 9110 §8.6"),
            Row("Content-Length: 9223372036854775807", .length(9_223_372_036_854_775_807), "63 bits"),
            Row("Transfer-Encoding: chunked", .chunked, "RFC 9112 §7.1"),
            Row("transfer-encoding: \tChunKed \t", .chunked, "RFC 9112 §7"), Row("X: 1", .none, "RFC 9112 §6.3"),
        ] as [Row<BodyFraming>])
    func plain(_ row: Row<BodyFraming>) {
        let sample = Sample(request: "POST / HTTP/1.1\r\nHost: a\r\n\(row.text)\r\n\r\n")
        #expect(sample.result.headLength != nil && sample.head.framing == row.outcome)
    }

    @Test("whitespace around chunked is not passed on, so that no server can take it for a part of the name")
    func whitespace() {
        let sample = Sample(fields: "Transfer-Encoding:\t chunked\t\r\n")
        #expect(sample.forwarded() == "Host: a\r\nTransfer-Encoding: chunked\r\n")
    }

    private func post(_ fields: String) -> ParseResult {
        Sample(request: "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(Self.smuggled)").result
    }
}
