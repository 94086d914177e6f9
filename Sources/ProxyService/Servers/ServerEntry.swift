import Addresses
import Balancing
import HAProxyConf
import ProxyReport

/// A server at work: its state, and what an operator changed of it.
struct ServerEntry {
    /// Indices into the configuration.
    let backend: Int
    let index: Int
    /// The plane's number.
    let number: Int
    var server: Balancing.Server
    /// Where requests go; `set server … addr` changes it. Port 0: the port the client came to.
    var endpoint: EndpointAddress
    /// Whether an operator changed `endpoint`.
    var hasOwnEndpoint = false
    /// Where checks go if not there; `set server … check-addr`, `check-port`.
    var checkAddress: IPAddress?
    var checkPort: UInt16?
    /// `disable health`.
    var checksAreEnabled = true
    /// What the last check found, in words: "Connection refused".
    var checkText = ""
    var isBeingChecked = false

    /// When the manager comes back to it.
    var alarm: Instant?

    /// When there is something to do for it.
    var nextEvent: Instant? { checksAreEnabled ? server.nextEvent : server.nextWarmup }
}

/// What a backend's servers come to.
struct BackendBook {
    /// Usable servers that are no backups, and usable backups.
    var active = 0
    var backup = 0
    var isUp = true
    var lastChange: Instant
    var downTransitions = 0
    /// Of the times that are over.
    var downTime = Interval.zero

    var usable: Int { active + backup }

    func downTime(at now: Instant) -> Interval {
        isUp ? downTime : downTime + max(now - lastChange, .zero)
    }

    mutating func becomes(up: Bool, at now: Instant) {
        guard up != isUp else { return }
        if up {
            downTime = downTime(at: now)
        } else {
            downTransitions += 1
        }
        isUp = up
        lastChange = now
    }
}
