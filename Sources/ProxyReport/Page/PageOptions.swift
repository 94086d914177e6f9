/// What stands behind the statistics' URI: `;up;norefresh;csv`, `?scope=web` (management.txt §9, `stats uri`).
package struct PageOptions: Sendable, Equatable {
    /// What is asked for.
    package enum Content: Sendable, Equatable {
        case page
        case csv
        case typed
        case json
    }

    package var content = Content.page
    package var hidesDown = false
    package var hidesMaintenance = false
    package var stopsRefresh = false
    /// What the last action came to, after the redirect that follows it.
    package var outcome: AdminOutcome?
    /// Only proxies whose name holds this; empty for all.
    package var scope = ""

    package init() {}

    /// Bytes of the longest scope.
    package static let scopeLimit = 20

    /// Reads the end of a request's URI.
    ///
    /// - Parameter suffix: what follows the configured `stats uri`.
    package init(suffix: String) {
        let text = Array(suffix.utf8)
        let has = { (word: StaticString) in PageOptions.place(of: word, in: text) != nil }
        hidesDown = has(";up")
        hidesMaintenance = has(";no-maint")
        stopsRefresh = has(";norefresh")
        // HAProxy looks for them in this order, and the last one found counts.
        if has(";csv") { content = .csv }
        if has(";typed") { content = .typed }
        if has(";json") { content = .json }
        if let place = PageOptions.place(of: ";st=", in: text), place + 4 <= text.count {
            outcome = AdminOutcome(rawValue: String(decoding: text[place...].prefix(4), as: UTF8.self)) ?? .unknown
        }
        if let place = PageOptions.place(of: "scope=", in: text) {
            let end = text[place...].firstIndex { $0 == 0x3B || $0 == 0x26 || $0 == 0x20 } ?? text.count
            scope = PageOptions.scope(text[place..<end].prefix(PageOptions.scopeLimit))
        }
    }

    /// Names hold letters, digits and `._:-`; a scope that holds anything else is none.
    private static func scope(_ bytes: ArraySlice<UInt8>) -> String {
        let isName = bytes.allSatisfy { byte in
            (97...122).contains(byte.lowercased) || (48...57).contains(byte) || [0x2E, 0x3A, 0x5F, 0x2D].contains(byte)
        }
        return isName ? String(decoding: bytes, as: UTF8.self) : ""
    }

    /// Where the bytes behind the first `word` begin.
    private static func place(of word: StaticString, in text: [UInt8]) -> Int? {
        let wanted = Array(word.description.utf8)
        guard text.count >= wanted.count else { return nil }
        for start in 0...(text.count - wanted.count) where text[start..<(start + wanted.count)].elementsEqual(wanted) {
            return start + wanted.count
        }
        return nil
    }

    /// The options as HAProxy writes them behind the URI.
    func suffix(hidesDown: Bool? = nil, stopsRefresh: Bool? = nil) -> String {
        (hidesDown ?? self.hidesDown ? ";up" : "") + (stopsRefresh ?? self.stopsRefresh ? ";norefresh" : "")
            + (scope.isEmpty ? "" : "?scope=\(scope)")
    }

    /// What of the statistics is asked for.
    ///
    /// - Parameter showsLegends: `stats show-legends`.
    package func query(showsLegends: Bool) -> StatisticsQuery {
        var query = StatisticsQuery()
        query.format =
            switch content {
            case .page, .csv: .csv
            case .typed: .typed
            case .json: .json
            }
        query.hidesDown = hidesDown
        query.hidesMaintenance = hidesMaintenance
        query.showsAddresses = showsLegends
        query.scope = scope
        return query
    }

    /// The media type of the answer.
    package var mediaType: String {
        switch content {
        case .page: "text/html"
        case .csv, .typed: "text/plain"
        case .json: "application/json"
        }
    }

    /// Where the browser is sent after an action, so that loading the page again does not repeat it: the value of
    /// `Location` in a 303.
    package func location(uri: String, after outcome: AdminOutcome) -> String {
        "\(uri);st=\(outcome.rawValue)\(suffix())"
    }
}
