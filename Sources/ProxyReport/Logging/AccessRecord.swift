/// Who ended a session, and in which phase: the letters of HAProxy's log (configuration.txt §8.5).
package struct TerminationState: Sendable, Equatable {
    /// What ended it.
    package enum Cause: UInt8, Sendable {
        case normal = 0x2D
        /// Handled here: a redirect, the statistics.
        case local = 0x4C
        case clientTimeout = 0x63
        case clientAbort = 0x43
        case serverTimeout = 0x73
        case serverAbort = 0x53
        /// Refused here: `deny`, an invalid request.
        case proxy = 0x50
        case resource = 0x52
        case internalError = 0x49
        /// The server was marked down.
        case down = 0x44
        /// An operator ended it.
        case killed = 0x4B
        /// A server came back, and sessions on backups end.
        case up = 0x55
    }

    /// What was being waited for.
    package enum Phase: UInt8, Sendable {
        case none = 0x2D
        case request = 0x52
        case queue = 0x51
        case connect = 0x43
        case headers = 0x48
        case data = 0x44
        case last = 0x4C
        case tarpit = 0x54
    }

    /// The persistence cookie that the client brought.
    package enum Cookie: UInt8, Sendable {
        /// The backend has none.
        case unused = 0x2D
        case none = 0x4E
        case invalid = 0x49
        /// It named a server that is down.
        case down = 0x44
        case valid = 0x56
        case expired = 0x45
        case old = 0x4F
        case unnecessary = 0x55
    }

    /// What was done to the cookie in the response.
    package enum SetCookie: UInt8, Sendable {
        case unused = 0x2D
        case none = 0x4E
        case passive = 0x50
        case deleted = 0x44
        case inserted = 0x49
        case rewritten = 0x52
        case updated = 0x55
    }

    package var cause = Cause.normal
    package var phase = Phase.none
    package var cookie = Cookie.unused
    package var setCookie = SetCookie.unused

    package init(
        _ cause: Cause = .normal, _ phase: Phase = .none, cookie: Cookie = .unused, setCookie: SetCookie = .unused
    ) {
        self.cause = cause
        self.phase = phase
        self.cookie = cookie
        self.setCookie = setCookie
    }
}

/// Who answered.
package enum AccessTarget: Sendable {
    case server
    /// None: `<NOSRV>`.
    case none
    /// The statistics page: `<STATS>`.
    case statistics
    /// The Prometheus exporter: `<PROMEX>`.
    case exporter
}

/// The facts of a request or a session that its line of the log is made from. It holds no references: whatever has a
/// name is given beside it.
package struct AccessRecord: Sendable {
    package var client: EndpointAddress
    /// Milliseconds since 1970 of the request's first byte (HTTP) or of the accepted connection (TCP).
    package var startMilliseconds: Int64 = 0
    /// Milliseconds of the stages TR, Tw, Tc, Tr and Ta (HTTP), or of Tw, Tc and Tt (TCP); -1 for one not reached
    /// (configuration.txt §8.4).
    package var requestTime: Int32 = -1
    package var queueTime: Int32 = -1
    package var connectTime: Int32 = -1
    package var responseTime: Int32 = -1
    package var totalTime: Int32 = 0
    /// -1 before there is one.
    package var status: Int32 = -1
    /// Bytes sent to the client.
    package var bytes: UInt64 = 0
    package var termination = TerminationState()
    package var target = AccessTarget.none
    /// Connections of the process, the frontend, the backend and the server when the session ended, itself included.
    package var processConnections: UInt32 = 1
    package var frontendConnections: UInt32 = 1
    package var backendConnections: UInt32 = 0
    package var serverConnections: UInt32 = 0
    package var retries: UInt32 = 0
    /// Sent to another server than the first one chosen: a `+` before the retries.
    package var isRedispatched = false
    /// How many were before it in the server's and in the backend's queue.
    package var serverQueue: UInt32 = 0
    package var backendQueue: UInt32 = 0

    package init(client: EndpointAddress) { self.client = client }
}
