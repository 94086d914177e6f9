import VRRP

/// Two members of a sync group, with the loop that a daemon runs.
struct TestGroup {
    var routers: [TestRouter]
    /// What each member did on the last event.
    private(set) var actions: [[Action]] = [[], []]
    /// The group's own states, one after the other.
    private(set) var changes: [Role] = []
    private var group = SyncGroup()

    init(configure: (inout RouterSettings) -> Void = { _ in }) {
        routers = (0..<2).map { _ in
            TestRouter {
                $0.isInSyncGroup = true
                configure(&$0)
            }
        }
    }

    static func masters() -> TestGroup {
        var pair = TestGroup()
        pair.handle(.startup, at: 0)
        pair.handle(.timerExpired, at: 4000)
        return pair
    }

    var roles: [Role] { routers.map(\.router.role) }

    func router(_ index: Int) -> VirtualRouter { routers[index].router }

    /// The same event for every member.
    mutating func handle(_ event: Event, at milliseconds: Double) {
        for member in routers.indices { handle(event, member: member, at: milliseconds) }
    }

    mutating func handle(_ event: Event, member: Int, at milliseconds: Double) {
        actions = [[], []]
        actions[member] = routers[member].at(milliseconds, event)
        while let order = order() {
            for index in routers.indices { actions[index] += routers[index].at(milliseconds, order) }
        }
        let standings = routers.map(\.router.standing)
        if let change = group.settle(standings.span) { changes.append(change.to) }
    }

    private func order() -> Event? {
        let standings = routers.map(\.router.standing)
        return group.follow(standings.span)
    }
}
