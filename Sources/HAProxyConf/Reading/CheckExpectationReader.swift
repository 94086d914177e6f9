/// Reads `http-check expect [comment TEXT] [!] TEST` (configuration.txt §4.2).
struct CheckExpectationReader {
    private var isNegated = false
    private var test: CheckExpectation.Test?
    private var comment: String?

    static func read(_ arguments: inout Arguments) throws(Refusal) -> CheckExpectation {
        var reader = CheckExpectationReader()
        while !arguments.isAtEnd { try reader.take(&arguments) }
        guard let test = reader.test else { throw Refusal("\(arguments.subject) wants a test, as 'status 200'") }
        return CheckExpectation(isNegated: reader.isNegated, test: test, comment: reader.comment)
    }

    private mutating func take(_ arguments: inout Arguments) throws(Refusal) {
        var name = try arguments.next("a test").text
        if name == "comment" { return comment = try arguments.next("a text").text }
        while name.hasPrefix("!") {
            isNegated.toggle()
            name = name == "!" ? try arguments.next("a test after '!'").text : String(name.dropFirst())
        }
        let known = ["status", "rstatus", "string", "rstring"]
        guard known.contains(name) else {
            throw Refusal(unknownOrRefused(name, among: known + ["comment"], Self.refused, "after 'http-check expect'"))
        }
        guard test == nil else { throw Refusal("one 'http-check expect' has one test: write another line") }
        let word = try arguments.next("a pattern after '\(name)'")
        switch name {
        case "status": test = .status(try Self.statuses(word))
        case "rstatus": test = .statusPattern(try arguments.regularExpression(word.bytes))
        case "string": test = .body(word.bytes)
        default: test = .bodyPattern(try arguments.regularExpression(word.bytes))
        }
    }

    /// `200`, `200-299`, several between commas.
    private static func statuses(_ word: Word) throws(Refusal) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for part in word.bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let bounds = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map {
                decimal(Array($0))
            }
            guard bounds.count <= 2, let low = bounds[0], let high = bounds[bounds.count - 1], low <= high, high <= 999
            else { throw Refusal("\(quoted(word.text)) are no statuses, as 200 or 200-299,304") }
            ranges.append(low...high)
        }
        return ranges
    }

    private static let refused = [
        RefusedKeywords("hdr fhdr", "test the status or the content"),
        RefusedKeywords("string-lf", "a test is the same each time: 'string'"),
        RefusedKeywords("min-recv", "a test looks at the whole answer"),
        RefusedKeywords(
            "ok-status error-status tout-status on-success on-error status-code",
            "what a result is called is not configurable"),
    ]
}
