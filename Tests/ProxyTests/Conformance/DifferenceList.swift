import Foundation

/// docs/haproxy-differences.md, which is made from the rows.
enum DifferenceList {
    static let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("../../../docs/haproxy-differences.md").standardized

    static var text: String {
        let lines = Table.all.filter { $0.haproxy != nil }.map { row in
            "| \(row.source) | \(cell(row.name)) | \(answer(row.expects)) | \(cell(row.haproxy?.why ?? "")) |"
        }
        return head + lines.joined(separator: "\n") + "\n"
    }

    private static let head = """
        # Where `clusterd proxy` does not do as HAProxy 2.6

        Written from the table that both are tested with (`Tests/ProxyTests`; `UPDATE_GOLDEN=1 swift test --filter
        ConformanceTests` renews this page). Where HAProxy 2.6 is laxer than RFC 9110 and RFC 9112, `clusterd` follows the
        RFCs, and where two readers could take the same bytes for different messages it refuses them.

        | by | what | `clusterd` answers | HAProxy |
        |---|---|---|---|

        """

    /// The status of an answer of its own; nothing where the request or the answer passes in another form.
    private static func answer(_ outcome: Outcome) -> String {
        guard let last = outcome.client.last, last.bytes.count == 3 else { return "" }
        return String(decoding: last.bytes, as: UTF8.self)
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
