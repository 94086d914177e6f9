import Addresses
import Glibc
import Testing

@testable import Linux

@Suite("reload", .inNamespaces)
struct ReloadNamespaceTests {
    /// A second and a third virtual address.
    private static let second = IPAddress(v4: 0x0A09_0014)
    private static let third = IPAddress(v4: 0x0A09_001E)

    private func configuration(_ router: Router, _ addresses: [IPAddress], priority: Int = 150) -> String {
        var configuration = Configuration(.v3, router, priority: priority)
        configuration.addresses = addresses.map { "\($0)/24" }
        return configuration.text
    }

    /// SIGHUP, and waits until it was done.
    private func hangUp(_ router: Router) async throws {
        let before = router.log.ranges(of: " reloaded").count + router.log.ranges(of: "not reloaded").count
        router.program?.signal(SIGHUP)
        try await eventually("it has reloaded", within: .seconds(5)) {
            let log = router.log
            return log.ranges(of: " reloaded").count + log.ranges(of: "not reloaded").count > before ? () : nil
        }
    }

    @Test("SIGHUP with the same file touches no address, whatever the family", arguments: [Wire.v2, .v3, .v3IPv6])
    func sameFile(wire: Wire) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(wire, router, priority: 150).text)
            try await network.settle(on: router, wire.virtualAddress)
            let events = try router.events()
            for _ in 0..<5 { try await hangUp(router) }
            #expect(try events.removed() == [])
            #expect(try router.has(wire.virtualAddress))
            #expect(try router.instance.transitions.map(\.to) == ["BACKUP", "MASTER"])
        }
    }

    @Test("addresses come and go, and the one that stays is never off; the backup stays backup all the while")
    func addressesComeAndGo() async throws {
        try await Network.with(routers: 2) { network in
            let (router, backup) = (network.routers[0], network.routers[1])
            try await backup.start(.clusterd, configuration(backup, [.virtual4, Self.second], priority: 100))
            try await router.start(.clusterd, configuration(router, [.virtual4, Self.second]))
            try await network.settle(on: router, .virtual4)
            let events = try router.events()

            try backup.write(configuration(backup, [Self.third, .virtual4], priority: 100))
            try router.write(configuration(router, [Self.third, .virtual4]))
            try await hangUp(backup)
            try await hangUp(router)
            #expect(try router.has(.virtual4))
            #expect(try router.has(Self.third))
            #expect(try !router.has(Self.second))
            #expect(try events.removed() == [Self.second])
            try await network.observer.believes(router, has: Self.third, within: .seconds(2))
            #expect(try network.holders(of: .virtual4) == [1])
            // Between the two reloads their lists disagreed, for less than a backup waits.
            try await network.stays(on: router, .virtual4)
        }
    }

    @Test("a higher priority takes over, a lower one gives way", arguments: Pair.all)
    func priority(pair: Pair) async throws {
        guard pair.master == .clusterd else { return }
        try await Network.with(routers: 2) { network in
            let (router, other) = (network.routers[0], network.routers[1])
            try await other.start(pair.backup, configuration(other, [.virtual4], priority: 100))
            try await router.start(.clusterd, configuration(router, [.virtual4], priority: 150))
            try await network.settle(on: router, .virtual4)
            try router.write(configuration(router, [.virtual4], priority: 50))
            try await hangUp(router)
            try await network.settle(on: other, .virtual4)
            try router.write(configuration(router, [.virtual4], priority: 150))
            try await hangUp(router)
            try await network.settle(on: router, .virtual4)
        }
    }

    @Test("instances that are renamed, and their group, keep what they are without a gap")
    func renamed() async throws {
        try await Network.with(routers: 2) { network in
            let (router, other) = (network.routers[0], network.routers[1])
            func file(_ names: [String], group: String) -> String {
                let instances = zip([Wire.v3, .v3IPv6], names).map { wire, name in
                    Configuration(wire, router, priority: 150).instance(name)
                }
                let group = "vrrp_sync_group \(group) {\n group {\n \(names.joined(separator: "\n"))\n }\n}"
                return ([group] + instances).joined(separator: "\n")
            }
            try await other.start(.keepalived, Configuration(.v3, other, priority: 100).text)
            try await router.start(.clusterd, file(["VI_4", "VI_6"], group: "G"))
            try await network.settle(on: router, .virtual4)
            let events = try router.events()
            try router.write(file(["four", "six"], group: "H"))
            try await hangUp(router)
            try await network.stays(on: router, .virtual4)
            #expect(try events.removed() == [])
            let instances = try router.status.instances
            #expect(instances.map(\.name) == ["four", "six"])
            for instance in instances { #expect(instance.transitions.map(\.to) == ["BACKUP", "MASTER"]) }
        }
    }

    @Test("an instance that is no longer in the file gives its address up; a new one joins in")
    func instancesComeAndGo() async throws {
        try await Network.with(routers: 2) { network in
            let (router, other) = (network.routers[0], network.routers[1])
            var second = Configuration(.v3, router, priority: 150)
            second.addresses = ["\(Self.second)/24"]
            let one = Configuration(.v3, router, priority: 150).text
            let both = one + "\n" + second.instance("VI_2", virtualRouterID: 52)
            second.priority = 100
            try await other.start(.keepalived, second.instance("VI_2", virtualRouterID: 52))
            try await router.start(.clusterd, both)
            try await network.settle(on: router, .virtual4)
            try await network.settle(on: router, Self.second)
            let events = try router.events()

            try router.write(one)
            try await hangUp(router)
            try await network.settle(on: other, Self.second)
            #expect(try router.status.instances.map(\.name) == ["VI_1"])
            try router.write(both)
            try await hangUp(router)
            try await network.settle(on: router, Self.second)
            #expect(try events.removed() == [Self.second])
        }
    }

    @Test("another virtual router, interval or password is taken up", arguments: [Wire.v2Password, .v3])
    func otherWire(wire: Wire) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v2, router, priority: 150).text)
            try await network.settle(on: router, .virtual4)
            let tap = try Tap(at: network.observer)
            try router.write(Configuration(wire, router, priority: 150).text)
            try await hangUp(router)
            try await network.settle(on: router, .virtual4)
            try await eventually("it speaks otherwise", within: .seconds(3)) {
                try tap.received().last.flatMap { last in
                    let isRight = wire.password == nil ? last.version == 3 : last.payload[4] == 1
                    return isRight ? () : nil
                }
            }
        }
    }

    @Test("a broken file changes nothing, and is told with file and line: --reload fails, SIGHUP logs")
    func brokenFile() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let good = configuration(router, [.virtual4])
            try await router.start(.clusterd, good)
            try await network.settle(on: router, .virtual4)
            let events = try router.events()
            try router.write(good.replacing("priority 150", with: "priority 1500"))
            let line =
                1
                + (good.split(separator: "\n", omittingEmptySubsequences: false)
                    .firstIndex { $0.contains("priority 150") } ?? 0)

            let result = try await router.ask("--reload")
            #expect(result.status == 1)
            #expect(result.output.contains("\(router.configurationFile):\(line):"))
            try await hangUp(router)
            #expect(router.log.contains("<3>\(router.configurationFile):\(line):"))
            #expect(try router.instance.state == "MASTER")
            #expect(try router.instance.priority == 150)

            try router.write(good.replacing("interface eth0", with: "interface eth7"))
            #expect(try await router.ask("--reload").status == 1)
            try router.write(good)
            let mended = try await router.ask("--reload")
            #expect(mended.status == 0, "\(mended.output)")
            #expect(try events.removed() == [])
        }
    }

    @Test("a sync group that is made or dissolved moves nobody, and works from then on")
    func syncGroup() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.namespace.ip("link add t0 type veth peer name t1", "link set t0 up", "link set t1 up")
            let four = Configuration(.v3, router, priority: 150)
            var six = Configuration(.v3IPv6, router, priority: 150)
            six.lines = ["track_interface {\n t0\n }"]
            let alone = four.text + "\n" + six.instance("VI_6")
            let together = "vrrp_sync_group G {\n group {\n VI_1\n VI_6\n }\n}\n" + alone
            try await router.start(.clusterd, alone)
            try await network.settle(on: router, .virtual4)
            try await network.settle(on: router, .virtual6)
            let events = try router.events()
            try router.write(together)
            try await hangUp(router)
            try await network.stays(on: router, .virtual4)
            #expect(try events.removed() == [])
            try await router.namespace.ip("link set t1 down")
            try await eventually("both are gone", within: .seconds(2)) {
                try router.has(.virtual4) || router.has(.virtual6) ? nil : ()
            }
            // Alone again, only one of them has the fault.
            try router.write(alone)
            try await hangUp(router)
            try await network.settle(on: router, .virtual4)
            #expect(try !router.has(.virtual6))
            #expect(try router.status.instances.map(\.state) == ["MASTER", "FAULT"])
        }
    }

    @Test("a script that is tracked anew, or no longer, counts from the reload on")
    func tracking() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let path = try router.writeScript("fails.sh", "exit 1")
            var configuration = Configuration(.v3, router, priority: 150)
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            configuration.blocks = "vrrp_script fails {\n script \"\(path)\"\n interval 1\n weight -20\n}"
            configuration.lines = ["track_script {\n fails\n }"]
            try router.write(configuration.text)
            try await hangUp(router)
            try await eventually("the priority falls", within: .seconds(3)) {
                try router.instance.effective_priority == 130 ? () : nil
            }
            try router.write(Configuration(.v3, router, priority: 150).text)
            try await hangUp(router)
            #expect(try router.instance.effective_priority == 150)
            #expect(try router.status.tracked.isEmpty)
            #expect(try router.instance.transitions.map(\.to) == ["BACKUP", "MASTER"])
        }
    }

    @Test("a reload of a backup does not make it take over", arguments: [Wire.v2, .v3, .fast])
    func backup(wire: Wire) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await high.start(.keepalived, Configuration(wire, high, priority: 200).text)
            try await low.start(.clusterd, Configuration(wire, low, priority: 100).text)
            try await network.settle(on: high, wire.virtualAddress)
            // Whoever started quicker may have been master first.
            let before = try low.instance.counters["became_master"]
            for _ in 0..<10 { try await hangUp(low) }
            try await network.stays(on: high, wire.virtualAddress, for: wire.masterDown)
            #expect(try low.instance.counters["became_master"] == before)
        }
    }
}
