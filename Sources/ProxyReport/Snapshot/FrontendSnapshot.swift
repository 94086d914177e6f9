package enum FrontendStatus: Sendable {
    case open
    case paused
    case stopped

    var word: String {
        switch self {
        case .open: "OPEN"
        case .paused: "PAUSED"
        case .stopped: "STOP"
        }
    }
}

/// What a frontend has seen. Counts are since the process started, rates are per second.
package struct FrontendSnapshot: Sendable {
    package var status = FrontendStatus.open
    package var currentSessions: UInt32 = 0
    package var maximumSessions: UInt32 = 0
    package var sessionLimit: UInt32 = 0
    package var totalSessions: UInt64 = 0
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    package var deniedRequests: UInt64 = 0
    package var deniedResponses: UInt64 = 0
    package var requestErrors: UInt64 = 0
    /// Refused by `tcp-request connection`.
    package var deniedConnections: UInt64 = 0
    package var deniedSessions: UInt64 = 0
    package var failedRewrites: UInt64 = 0
    package var internalErrors: UInt64 = 0
    package var sessionRate: UInt32 = 0
    package var sessionRateLimit: UInt32 = 0
    package var maximumSessionRate: UInt32 = 0
    package var requestRate: UInt32 = 0
    package var maximumRequestRate: UInt32 = 0
    package var totalRequests: UInt64 = 0
    package var connectionRate: UInt32 = 0
    package var maximumConnectionRate: UInt32 = 0
    package var totalConnections: UInt64 = 0
    /// Answered here: redirects, statistics, `return`, monitor-uri.
    package var interceptedRequests: UInt64 = 0
    package var responses = ResponseCounts()
    package var http1 = HTTP1Counts()

    package init() {}
}

package enum ListenerStatus: CaseIterable, Sendable {
    case waiting
    case open
    case full

    var word: String {
        switch self {
        case .waiting: "WAITING"
        case .open: "OPEN"
        case .full: "FULL"
        }
    }
}

/// One `bind` of a frontend with `option socket-stats`.
package struct ListenerSnapshot: Sendable {
    package var name = ""
    /// Its number in the frontend, from 1.
    package var identifier: UInt32 = 0
    package var address: EndpointAddress?
    package var status = ListenerStatus.open
    package var currentSessions: UInt32 = 0
    package var maximumSessions: UInt32 = 0
    package var sessionLimit: UInt32 = 0
    package var totalConnections: UInt64 = 0
    package var bytesIn: UInt64 = 0
    package var bytesOut: UInt64 = 0
    package var deniedRequests: UInt64 = 0
    package var deniedResponses: UInt64 = 0
    package var requestErrors: UInt64 = 0
    package var deniedConnections: UInt64 = 0
    package var deniedSessions: UInt64 = 0
    package var failedRewrites: UInt64 = 0
    package var internalErrors: UInt64 = 0

    package init() {}
}
