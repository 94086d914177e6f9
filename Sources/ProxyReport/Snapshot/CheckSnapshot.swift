/// What the last health check found, with HAProxy's numbers (`srv_check_status` of the state file).
package enum CheckStatus: UInt8, CaseIterable, Sendable {
    case unknown = 0
    case initializing = 1
    /// The check neither passed nor failed.
    case neutral = 3
    /// A fault in live traffic, seen by `observe`.
    case analysis = 4
    case socketError = 5
    case layer4Passed = 6
    case layer4Timeout = 7
    case layer4Failure = 8
    case layer6Passed = 9
    case layer6Timeout = 10
    case layer6Invalid = 11
    case layer7Timeout = 12
    case layer7Invalid = 13
    case layer7Passed = 15
    case layer7PassedConditionally = 16
    case layer7WrongStatus = 17
    case externalError = 18
    case externalTimeout = 19
    case externalPassed = 20

    /// The words for it: `L4CON`, and `Layer4 connection problem` (management.txt §9.1, check_status).
    var words: (code: String, description: String) {
        switch self {
        case .unknown: ("UNK", "Unknown")
        case .initializing: ("INI", "Initializing")
        case .neutral: ("CHECKED", "No status change")
        case .analysis: ("HANA", "Health analyze")
        case .socketError: ("SOCKERR", "Socket error")
        case .layer4Passed: ("L4OK", "Layer4 check passed")
        case .layer4Timeout: ("L4TOUT", "Layer4 timeout")
        case .layer4Failure: ("L4CON", "Layer4 connection problem")
        case .layer6Passed: ("L6OK", "Layer6 check passed")
        case .layer6Timeout: ("L6TOUT", "Layer6 timeout")
        case .layer6Invalid: ("L6RSP", "Layer6 invalid response")
        case .layer7Timeout: ("L7TOUT", "Layer7 timeout")
        case .layer7Invalid: ("L7RSP", "Layer7 invalid response")
        case .layer7Passed: ("L7OK", "Layer7 check passed")
        case .layer7PassedConditionally: ("L7OKC", "Layer7 check conditionally passed")
        case .layer7WrongStatus: ("L7STS", "Layer7 wrong status")
        case .externalError: ("PROCERR", "External check error")
        case .externalTimeout: ("PROCTOUT", "External check timeout")
        case .externalPassed: ("PROCOK", "External check passed")
        }
    }

    /// Whether the check's answer had a code of its own (an HTTP status).
    var hasCode: Bool { rawValue >= CheckStatus.layer7Passed.rawValue }

    /// Whether a check has ended.
    var isFinished: Bool { rawValue >= CheckStatus.neutral.rawValue }

    /// What the status says of the server, with the numbers of `srv_check_result`.
    var result: UInt8 {
        switch self {
        case .unknown, .initializing: 0
        case .neutral: 1
        case .layer4Passed, .layer6Passed, .layer7Passed, .externalPassed: 3
        case .layer7PassedConditionally: 4
        default: 2
        }
    }
}

/// What is being done about checks, with HAProxy's bits (`srv_check_state` of the state file).
package struct CheckActivity: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let inProgress = CheckActivity(rawValue: 1)
    /// The configuration asks for checks.
    package static let configured = CheckActivity(rawValue: 2)
    package static let enabled = CheckActivity(rawValue: 4)
    /// The server is in maintenance.
    package static let paused = CheckActivity(rawValue: 8)
}

/// A server's health checks.
package struct CheckSnapshot: Sendable {
    package var activity: CheckActivity = []
    package var status: CheckStatus = .initializing
    /// `srv_check_result`: 0 unknown, 1 neutral, 2 failed, 3 passed, 4 passed conditionally. What the status says,
    /// unless the last status said nothing.
    package var result: UInt8?
    /// The answer's own code: an HTTP status.
    package var code: UInt32 = 0
    /// Milliseconds that the last check took; nil where it took none (an analysis of live traffic).
    package var duration: UInt64? = 0
    /// What the last check said: "Connection refused".
    package var report = ""
    package var rise: UInt32 = 2
    package var fall: UInt32 = 3
    /// 0 to rise - 1 is down, rise to rise + fall - 1 is up.
    package var health: UInt32 = 2

    package init() {}

    /// Whether the statistics tell of checks: they are asked for and not paused.
    var isShown: Bool { activity.contains(.enabled) && !activity.contains(.paused) }

    /// The health of a server of which nothing bad is known.
    var fullHealth: UInt32 { rise &+ fall &- 1 }
}
