import Testing

@testable import Linux

@Suite("instances of IPv4 and IPv6 in a sync group", .inNamespaces)
struct SyncGroupNamespaceTests {
    private func configuration(_ router: Router, priority: Int, notify: String? = nil) -> String {
        let four = Configuration(.v3, router, priority: priority)
        var six = Configuration(.v3IPv6, router, priority: priority)
        six.lines = ["track_interface {\n t0\n }"]
        return """
            global_defs {
                script_user root
            }
            vrrp_sync_group BOTH {
                group {
                    VI_4
                    VI_6
                }
                \(notify.map { "notify \($0)" } ?? "")
            }
            \(four.instance("VI_4"))
            \(six.instance("VI_6"))
            """
    }

    private func addTrackedInterface(_ router: Router) async throws {
        try await router.namespace.ip("link add t0 type veth peer name t1", "link set t0 up", "link set t1 up")
    }

    private func settle(_ network: Network, on router: Router) async throws {
        try await network.settle(on: router, .virtual4)
        try await network.settle(on: router, .virtual6)
    }

    @Test("a fault of one moves both, and its end brings both back", arguments: Pair.all)
    func faultOfOne(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await addTrackedInterface(high)
            try await addTrackedInterface(low)
            try await low.start(pair.backup, configuration(low, priority: 100))
            try await high.start(pair.master, configuration(high, priority: 200))
            try await settle(network, on: high)

            try await high.namespace.ip("link set t1 down")
            try await settle(network, on: low)
            if pair.master == .clusterd {
                let states = try high.status.instances.map { ($0.state, $0.faults) }
                #expect(states.map(\.0) == ["FAULT", "FAULT"])
                #expect(states[0].1 == "fault in its sync group")
                #expect(states[1].1.contains("tracked interface down"))
            }
            try await high.namespace.ip("link set t1 up")
            try await settle(network, on: high)
        }
    }

    @Test("a stop moves both, and so does the link", arguments: Pair.all)
    func stopAndLink(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await addTrackedInterface(high)
            try await addTrackedInterface(low)
            try await low.start(pair.backup, configuration(low, priority: 100))
            try await high.start(pair.master, configuration(high, priority: 200))
            try await settle(network, on: high)
            try await network.setLink(of: high, up: false)
            try await settle(network, on: low)
            try await network.setLink(of: high, up: true)
            try await settle(network, on: high)
            try await high.stop()
            try await settle(network, on: low)
        }
    }

    @Test("the group's notify script is told once for the group")
    func notifies() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await addTrackedInterface(router)
            let said = router.file("said")
            let script = try router.writeScript("notify.sh", "echo \"$*\" >> \(said)")
            try await router.start(.clusterd, configuration(router, priority: 150, notify: script))
            try await settle(network, on: router)
            try await router.namespace.ip("link set t1 down")
            try await eventually("the script has run", within: .seconds(5)) {
                let lines = router.lines(of: said)
                return lines == ["GROUP BOTH BACKUP 150", "GROUP BOTH MASTER 150", "GROUP BOTH FAULT 150"] ? () : nil
            }
        }
    }
}
