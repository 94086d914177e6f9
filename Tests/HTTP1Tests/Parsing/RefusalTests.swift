import Testing

@testable import HTTP1

/// The rest of a head that is good.
private let rest = "Host: a\r\n\r\n"

/// Requests that are refused, each at the line of the RFC that says so. Where it leaves a choice, the stricter one.
struct RefusalTests {
    @Test(
        "a line that is not as it must be is refused",
        arguments: [
            Row(" GET / HTTP/1.1\r\n" + rest, .badMethod, "RFC 9112 §3"),
            Row("GE(T / HTTP/1.1\r\n" + rest, .badMethod, "RFC 9110 §9.1"),
            Row("GET\t/ HTTP/1.1\r\n" + rest, .badMethod, "RFC 9112 §3"),
            Row("GET\r\n" + rest, .badMethod, "RFC 9112 §3"),
            Row("GET\n", .bareLineFeed, "RFC 9112 §2.2"),
            Row("\r\n\r\nGET / HTTP/1.1\r\n" + rest, .badMethod, "RFC 9112 §2.2"),
            Row("\nGET / HTTP/1.1\r\n" + rest, .bareLineFeed, "RFC 9112 §2.2"),
            Row("\rGET / HTTP/1.1\r\n" + rest, .bareCarriageReturn, "RFC 9112 §2.2"),
            Row("\0GET / HTTP/1.1\r\n" + rest, .badMethod, "RFC 9110 §9.1"),
            Row("GET / HTTP/2.0\r\n" + rest, .unsupportedVersion, "RFC 9110 §15.6.6"),
            Row("GET / HTTP/0.9\r\n" + rest, .unsupportedVersion, "RFC 9110 §15.6.6"),
            Row("GET / http/1.1\r\n" + rest, .badVersion, "RFC 9112 §2.3"),
            Row("GET / HTTP/11\r\n" + rest, .badVersion, "RFC 9112 §2.3"),
            Row("GET / HTTP/1.10\r\n" + rest, .badVersion, "RFC 9112 §2.3"),
            Row("GET / HTTP/1.1 \r\n" + rest, .badVersion, "RFC 9112 §3"),
            Row("GET /  HTTP/1.1\r\n" + rest, .badVersion, "RFC 9112 §3"),
            Row("GET / x HTTP/1.1\r\n" + rest, .badVersion, "RFC 9112 §3"),
            Row("GET / HTTP/1.1\n" + rest, .bareLineFeed, "RFC 9112 §2.2"),
            Row("GET / HTTP/1.1\rHost: a\r\n\r\n", .bareCarriageReturn, "RFC 9112 §2.2"),
            Row("GET / HTTP/1.1\r\nHost: a\n\r\n", .bareLineFeed, "RFC 9112 §2.2"),
            Row("GET / HTTP/1.1\r\nHost: a\r\n\n", .bareLineFeed, "RFC 9112 §2.2"),
            Row("GET / HTTP/1.1\r\nHost: a\r\n\rX", .bareCarriageReturn, "RFC 9112 §2.2"),
            Row("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .foldedLine, "RFC 9112 §2.2"),
        ] as [Row<Refusal.Reason>])
    func lines(_ row: Row<Refusal.Reason>) { #expect(Sample(request: row.text).result.reason == row.outcome) }

    @Test(
        "a field that is not as it must be is refused",
        arguments: [
            Row("X: 1\r\n 2", .foldedLine, "RFC 9112 §5.2"), Row("X: 1\r\n\t2", .foldedLine, "RFC 9112 §5.2"),
            Row("X : 1", .whitespaceBeforeColon, "RFC 9112 §5.1"),
            Row("X\t: 1", .whitespaceBeforeColon, "RFC 9112 §5.1"),
            Row("Content-Length : 1", .whitespaceBeforeColon, "RFC 9112 §5.1"),
            Row("X-1 : 1", .whitespaceBeforeColon, "RFC 9112 §5.1"), Row(": 1", .emptyFieldName, "RFC 9110 §5.1"),
            Row("X", .missingColon, "RFC 9112 §5"), Row("X-1", .missingColon, "RFC 9112 §5"),
            Row("X(: 1", .badFieldName, "RFC 9110 §5.1"), Row("\"X\": 1", .badFieldName, "RFC 9110 §5.1"),
            Row("Xé: 1", .badFieldName, "RFC 9110 §5.1"), Row("X\0: 1", .controlCharacter, "RFC 9110 §5.5"),
            Row("X\u{7F}: 1", .controlCharacter, "RFC 9110 §5.1"), Row("X\n: 1", .bareLineFeed, "RFC 9112 §2.2"),
            Row("X: a\0b", .controlCharacter, "RFC 9110 §5.5"), Row("X: \0", .controlCharacter, "RFC 9110 §5.5"),
            Row("X: a\u{1}b", .controlCharacter, "RFC 9110 §5.5"), Row("X: \u{B}b", .controlCharacter, "RFC 9110 §5.5"),
            Row("X: a\u{7F}", .controlCharacter, "RFC 9110 §5.5"), Row("X: a\rb", .bareCarriageReturn, "RFC 9112 §2.2"),
            Row("X: a\nb: c", .bareLineFeed, "RFC 9112 §2.2"), Row("X: a\r\r", .bareCarriageReturn, "RFC 9112 §2.2"),
        ] as [Row<Refusal.Reason>])
    func fields(_ row: Row<Refusal.Reason>) {
        #expect(Sample(fields: row.text + "\r\n").result.reason == row.outcome)
    }

    @Test("text of other character sets is good in a value (RFC 9110 §5.5)")
    func foreignText() {
        let sample = Sample(fields: "X: \u{E9}\tb \u{1F600}\r\n")
        #expect(
            sample.result.headLength != nil && sample.text(sample.head.field(1).valueRange) == "\u{E9}\tb \u{1F600}")
    }

    @Test(
        "Host must be there once (RFC 9112 §3.2)",
        arguments: [
            Row("GET / HTTP/1.1\r\n\r\n", .missingHost, "RFC 9112 §3.2"),
            Row("GET http://a/ HTTP/1.1\r\n\r\n", .missingHost, "RFC 9112 §3.2"),
            Row("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .repeatedHost, "RFC 9112 §3.2"),
            Row("GET / HTTP/1.0\r\nHost: a\r\nhost: a\r\n\r\n", .repeatedHost, "RFC 9112 §3.2"),
            Row("GET / HTTP/1.0\r\nHost: a b\r\n\r\n", .badHost, "RFC 9112 §3.2"),
        ] as [Row<Refusal.Reason>])
    func host(_ row: Row<Refusal.Reason>) { #expect(Sample(request: row.text).result.reason == row.outcome) }

    @Test(
        "a refusal tells the place",
        arguments: [
            ("GE(T / HTTP/1.1\r\n", 2), ("GET /\u{1} HTTP/1.1\r\n", 5), ("GET / HTTP/1.1\r\nHost: a\r\nX: a\0", 29),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 25),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n", 42),
        ])
    func position(_ text: String, _ position: Int) {
        guard case .refused(let refusal) = Sample(request: text).result else { return #expect(Bool(false)) }
        #expect(refusal.position == position)
    }

    @Test("every reason has a status of a refused request", arguments: Refusal.Reason.allCases)
    func status(_ reason: Refusal.Reason) {
        let expected: [Refusal.Reason: Int] = [
            .headTooLarge: 431, .tooManyFields: 431, .unsupportedVersion: 505, .unknownTransferCoding: 501,
            .unexpectedContent: 413,
        ]
        #expect(Refusal(reason, at: 0).status == expected[reason] ?? 400)
    }

    @Test("no two reasons read the same")
    func explanations() {
        let texts = Set(Refusal.Reason.allCases.map { $0.explanation.description })
        #expect(texts.count == Refusal.Reason.allCases.count && !texts.contains(""))
    }
}
