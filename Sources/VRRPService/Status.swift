import Addresses
import Linux
import VRRP

/// What the daemon knows of itself, as values: made when somebody asks.
struct Status: Hashable {
    struct Router: Hashable {
        struct Transition: Hashable {
            /// Nanoseconds since 1970.
            var at: Int64
            var from: String
            var to: String
            var reason: String
        }

        var name: String
        var state: String
        var interface: String
        var virtualRouterID: Int
        var version: Int
        var priority: Int
        var effectivePriority: Int
        var source: String
        /// The master heard last, while backup.
        var master: String?
        var masterPriority: Int?
        var addresses: [String]
        var faults: String
        var counters: [Count]
        var transitions: [Transition]
        /// Since when it is in its state, in nanoseconds since 1970.
        var since: Int64
    }

    struct Count: Hashable {
        var name: String
        var value: UInt64
    }

    var routerID: String
    var file: String
    var process: Int32
    /// Nanoseconds since 1970.
    var started: Int64
    var routers: [Router]
    /// What is tracked, in words: `script proxy`, and whether it is up.
    var tracked: [String: Bool]
}
