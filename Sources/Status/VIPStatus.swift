/// A virtual address: who has it, and what it answers.
package struct VIPStatus: Hashable, Sendable, Encodable {
    package enum State: String, Hashable, Sendable, Encodable {
        /// By exactly one balancer.
        case held
        case nobody
        case splitBrain = "split brain"
        /// Not by a balancer that answers, but by one that cannot be asked perhaps.
        case unknown
    }

    package var address: String
    package var port: Int
    package var state: State
    /// Hosts whose network interfaces have the address now, in the inventory's order.
    package var holders: [String]
    /// nil where it was not asked.
    package var page: PageResult?
}

/// One server of the inventory as one balancer sees it.
package struct BackendStatus: Hashable, Sendable, Encodable {
    package var balancer: String
    package var backend: String
    package var server: String
    /// HAProxy's word: `UP`, `DOWN`, `MAINT`, …; `missing` where its running configuration lacks the server.
    package var status: String
    /// `L7OK`, `L4CON`, …; `INI` before the first check's answer.
    package var check: String
    package var isUp: Bool
    package var sinceSeconds: Int
    package var sessions: Int

    /// Whether the balancer believes in it without having asked: HAProxy calls a new server up until its first check has
    /// come to an answer (`INI`).
    package var isUnchecked: Bool { isUp && check == "INI" }

    private enum CodingKeys: String, CodingKey {
        case balancer, backend, server, status, check
        case isUp = "up"
        case sinceSeconds = "since_seconds"
        case sessions
    }
}
