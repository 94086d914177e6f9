/// What one check told, for the log and for the statistics.
package struct CheckReport: Hashable, Sendable {
    package var status: CheckStatus
    /// The status code of an HTTP answer, 0 if there was none.
    package var code: UInt16
    /// How long it took; nil for what live traffic told (`observe`).
    package var duration: Interval?

    package init(_ status: CheckStatus, code: UInt16 = 0, duration: Interval? = nil) {
        self.status = status
        self.code = code
        self.duration = duration
    }
}

/// How a check ended (the column `check_status` of management.txt §9.1).
package enum CheckStatus: UInt8, Hashable, Sendable, CaseIterable {
    case unknown
    case initializing
    /// Live traffic failed too often (`observe`).
    case healthAnalysis
    case socketError
    case layer4Passed
    case layer4Timeout
    case layer4Connection
    case layer6Passed
    case layer6Timeout
    case layer6Response
    case layer7Timeout
    case layer7Response
    case layer7Passed
    /// Passed, and it asks for no new work (`http-check disable-on-404`).
    case layer7ConditionallyPassed
    case layer7Status

    package enum Outcome: UInt8, Hashable, Sendable {
        case none
        case passed
        case conditionallyPassed
        case failed
    }

    /// The word in the statistics: `L7OK`.
    package var word: StaticString { Self.texts[Int(rawValue)].word }

    /// The words in the log: `Layer7 check passed`.
    package var words: StaticString { Self.texts[Int(rawValue)].words }

    package var outcome: Outcome { Self.texts[Int(rawValue)].outcome }

    /// Whether log and statistics tell the answer's code with it.
    package var hasCode: Bool { rawValue >= CheckStatus.layer7Passed.rawValue }

    private static let texts: [(word: StaticString, words: StaticString, outcome: Outcome)] = [
        ("UNK", "Unknown", .none), ("INI", "Initializing", .none), ("HANA", "Health analyze", .failed),
        ("SOCKERR", "Socket error", .failed), ("L4OK", "Layer4 check passed", .passed),
        ("L4TOUT", "Layer4 timeout", .failed), ("L4CON", "Layer4 connection problem", .failed),
        ("L6OK", "Layer6 check passed", .passed), ("L6TOUT", "Layer6 timeout", .failed),
        ("L6RSP", "Layer6 invalid response", .failed), ("L7TOUT", "Layer7 timeout", .failed),
        ("L7RSP", "Layer7 invalid response", .failed), ("L7OK", "Layer7 check passed", .passed),
        ("L7OKC", "Layer7 check conditionally passed", .conditionallyPassed),
        ("L7STS", "Layer7 wrong status", .failed),
    ]
}
