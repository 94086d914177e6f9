/// What becomes of a request that failed at a server (configuration.txt §4.2: `retries`, `retry-on`,
/// `option redispatch`; HAProxy 2.6, src/backend.c).
package struct RetryPolicy: Hashable, Sendable {
    /// `retry-on`, without `0rtt-rejected`, which needs TLS.
    package struct Conditions: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        package static let connectionFailure = Conditions(rawValue: 1)
        package static let emptyResponse = Conditions(rawValue: 2)
        package static let junkResponse = Conditions(rawValue: 4)
        package static let responseTimeout = Conditions(rawValue: 8)
        /// The first of the bits for `statusCodes`.
        private static let statusBit = 4

        /// The status codes that `retry-on` knows.
        package static let statusCodes: InlineArray<10, UInt16> = [401, 403, 404, 408, 425, 500, 501, 502, 503, 504]

        /// `all-retryable-errors`.
        package static let allRetryableErrors: Conditions = [
            .connectionFailure, .emptyResponse, .junkResponse, .responseTimeout, .bit(5), .bit(7), .bit(8), .bit(9),
        ]

        /// A status code; nil if `retry-on` does not know it.
        package static func status(_ code: UInt16) -> Conditions? {
            for index in 0..<statusCodes.count where statusCodes[index] == code { return bit(index) }
            return nil
        }

        private static func bit(_ index: Int) -> Conditions {
            Conditions(rawValue: 1 << UInt16(statusBit + index))
        }
    }

    /// `retries`: attempts after the first one.
    package var retries = 3
    package var conditions = Conditions.connectionFailure
    /// `option redispatch`: on every so manieth retry another server is chosen, with a negative number so many before the
    /// last retry; nil or 0 without.
    package var redispatchInterval: Int?
    /// `timeout connect`; nil without.
    package var connectTimeout: Interval?

    package init() {}

    package enum Failure: Hashable, Sendable {
        /// The server refused the connection, or it broke before anything was sent.
        case connectionRefused
        case connectionTimeout
        /// The connection could not even be tried: no port, no descriptor.
        case connectionNotTried
        /// It was closed, or broke, after the request was sent (or part of it), and nothing came.
        case emptyResponse
        /// What came is no response, or ends in the middle of its head.
        case junkResponse
        /// `timeout server`, before a response.
        case responseTimeout
        /// A response with this status code.
        case status(UInt16)
    }

    /// What is known of the request and of the server it failed at.
    package struct Attempt: Hashable, Sendable {
        /// How often it was tried again already.
        package var retriesDone: Int
        /// A cookie or `use-server` chose the server.
        package var isDirect: Bool
        /// Its method is idempotent (RFC 9110 §9.2.2), and no rule forbids to send it twice.
        package var isRepeatable: Bool
        /// All of it is still there to be sent again.
        package var isWhole: Bool
        /// The connection had been used by a request before: that it is closed may mean nothing at all.
        package var reusedConnection: Bool
        /// The server runs, at least as far as the checks know (a starting one does not yet).
        package var serverIsRunning: Bool
        /// How many active servers take new requests (`Balancer.usableCount`, if it `usesActiveServers`).
        package var activeServers: Int

        package init(
            retriesDone: Int, isDirect: Bool = false, isRepeatable: Bool, isWhole: Bool, reusedConnection: Bool = false,
            serverIsRunning: Bool = true, activeServers: Int
        ) {
            self.retriesDone = retriesDone
            self.isDirect = isDirect
            self.isRepeatable = isRepeatable
            self.isWhole = isWhole
            self.reusedConnection = reusedConnection
            self.serverIsRunning = serverIsRunning
            self.activeServers = activeServers
        }
    }

    package enum Decision: Hashable, Sendable {
        /// The same server again, after a while.
        case sameServer(after: Interval)
        /// Choose a server, avoiding this one; forget a cookie's choice. After a while if it may well be the same.
        case anotherServer(after: Interval)
        case giveUp
    }

    package func decide(_ failure: Failure, _ attempt: Attempt, _ algorithm: Algorithm) -> Decision {
        guard attempt.retriesDone < retries, permits(failure, attempt) else { return .giveUp }
        let redispatches = redispatches(attempt, algorithm)
        let pause = pause(failure, attempt, redispatches)
        return redispatches ? .anotherServer(after: pause) : .sameServer(after: pause)
    }
}
