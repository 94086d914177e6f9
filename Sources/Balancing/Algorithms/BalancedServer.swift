/// What the balancing tables hold of one server: made from a `Server` when an action says `tablesChanged`.
package struct BalancedServer: Hashable, Sendable {
    /// `Server.effectiveWeight`; 0 if no new request may go to it.
    package var weight: Int
    package var isBackup: Bool
    package var limits: Limits
    /// `id`: the order of `balance first`.
    package var id: Int

    package init(weight: Int, isBackup: Bool = false, limits: Limits = Limits(), id: Int = 0) {
        self.weight = weight
        self.isBackup = isBackup
        self.limits = limits
        self.id = id
    }

    /// - Parameter limits: the server's `maxconn` and `maxqueue` as configured.
    package init(_ server: Server, _ algorithm: Algorithm, limits: Limits, id: Int, at now: Instant) {
        let weight = server.effectiveWeight(isDynamic: algorithm.isDynamic, at: now)
        let connections = server.connectionLimit(Int(limits.connections), at: now)
        self.init(
            weight: server.acceptsNewRequests ? weight : 0, isBackup: server.settings.isBackup,
            limits: Limits(connections: Int32(clamping: connections), queue: limits.queue), id: id)
    }
}
