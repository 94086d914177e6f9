/// What is counted for a frontend, a backend or a server: the columns of the statistics that are sums.
package enum Counter: Int, CaseIterable, Sendable {
    /// Connections of a frontend (`stot`), sessions given to a backend or a server.
    case sessions
    /// `req_tot`
    case requests
    /// `bin`, `bout`: bytes from and to the client.
    case bytesIn, bytesOut
    /// `dreq`, `dresp`
    case deniedRequests, deniedResponses
    /// `ereq`: of a frontend.
    case requestErrors
    /// `econ`, `eresp`: of a server and its backend.
    case connectionErrors, responseErrors
    /// `wretr`, `wredis`
    case retries, redispatches
    /// `cli_abrt`, `srv_abrt`
    case clientAborts, serverAborts
    /// `hrsp_…`
    case responses1xx, responses2xx, responses3xx, responses4xx, responses5xx, responsesOther
    /// `intercepted`: answered here.
    case intercepted
    /// `lbtot`: chosen by the balance algorithm.
    case chosen
    /// `connect`, `reuse`: connections made to a server, and those used again.
    case connects, reuses
    /// `dcon`: refused by `tcp-request connection`.
    case deniedConnections
    /// Sums of milliseconds and how many requests are in them: for `qtime`, `ctime`, `rtime`, `ttime`.
    case queueTime, connectTime, responseTime, totalTime, timedRequests
    /// The moment of the last session (`lastsess`), in nanoseconds of the monotonic clock: a thread's own, not a sum.
    case lastSession

    /// The counter of a response's class.
    static func response(_ status: Int) -> Counter {
        switch status / 100 {
        case 1: .responses1xx
        case 2: .responses2xx
        case 3: .responses3xx
        case 4: .responses4xx
        case 5: .responses5xx
        default: .responsesOther
        }
    }
}
