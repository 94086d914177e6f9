import Balancing
import HAProxyConf

/// How far a reload is.
enum Reload {
    /// What a reload has read and opened.
    struct Prepared {
        let configuration: HAProxyConfiguration
        let sockets: SocketTable
    }

    struct Started {
        let prepared: Prepared
        /// The new worker's number.
        let worker: UInt32
    }

    case none
    /// The worker that serves was asked for its servers' state.
    case asking(Prepared, worker: UInt32, until: Instant)
    /// The new worker starts.
    case starting(Started)

    var isUnderWay: Bool {
        if case .none = self { false } else { true }
    }

    var deadline: Instant? {
        if case .asking(_, _, let limit) = self { limit } else { nil }
    }
}
