import Foundation

/// All rows; `PROXY_TESTS_ROWS=word` leaves only those whose name or source has the word.
enum Table {
    static let rows = all.filter { row in
        ProcessInfo.processInfo.environment["PROXY_TESTS_ROWS"].map(row.testDescription.contains) ?? true
    }

    static let all: [Row] = [
        RequestLineRows.rows, HostRows.rows, FieldRows.rows, LengthRows.rows, ChunkRows.rows,
        SmugglingRows.rows, VersionRows.rows, HopRows.rows, AnswerRows.rows,
        InterimRows.rows, UpgradeRows.rows, PipelineRows.rows, RuleRows.rows, CookieRows.rows, ForwardedForRows.rows,
        PageRows.rows, RoutingRows.rows, FailureRows.rows, TransportRows.rows,
    ].flatMap { $0 }
}
