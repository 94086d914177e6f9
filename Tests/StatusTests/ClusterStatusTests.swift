import Addresses
import Inventory
import Rendering
import Testing

@testable import Observation
@testable import Status

@Suite("A cluster's status")
struct ClusterStatusTests {
    private func texts(_ status: ClusterStatus) -> [String] { status.findings.map(\.text) }

    @Test("of whatever runs after a rollback is at fault where a VIP is nowhere, twice, or without its page")
    func faultsOfWhateverRuns() throws {
        var situation = try Situation()
        #expect(situation.status.faultsOfWhateverRuns.isEmpty)
        situation.failPage("no answer")
        #expect(situation.status.faultsOfWhateverRuns == ["http://10.0.0.10/: no answer."])
        situation.give("server2")
        #expect(situation.status.faultsOfWhateverRuns == ["10.0.0.10 is on server1 and server2 at once."])
        situation.take("server1")
        situation.take("server2")
        #expect(situation.status.faultsOfWhateverRuns == ["10.0.0.10 is on no balancer."])
        for host in ["server1", "server2"] { situation.observations[host]?.units[.keepalived] = nil }
        #expect(situation.status.faultsOfWhateverRuns.isEmpty)
    }

    @Test("is healthy and settled when every host is as the inventory says and the page is served")
    func healthy() throws {
        let status = try Situation().status
        #expect(status.health == .healthy)
        #expect(status.isSettled)
        #expect(status.findings == [] && status.warnings == [] && status.drift == [])
        #expect(status.vips.map(\.holders) == [["server1"]])
        #expect(status.statistics == ["http://10.0.0.10/haproxy?stats"])
    }

    @Test(
        "has an exit code for each health", arguments: zip(Health.allCases, [Int32(0), 1, 2]))
    func exitCodes(health: Health, code: Int32) {
        #expect(health.exitCode == code)
    }

    @Test("names a split brain, which is degraded as long as the page is served")
    func splitBrain() throws {
        var situation = try Situation()
        situation.give("server2")
        situation.setVRRP("server2", "MASTER")
        let status = situation.status
        #expect(status.health == .degraded)
        #expect(status.vips[0].state == .splitBrain)
        #expect(status.vips[0].holders == ["server1", "server2"])
        #expect(
            texts(status) == [
                """
                split brain: server1 and server2 hold 10.0.0.10 at the same time. They do not hear each other's VRRP \
                advertisements: check the network between them and its filters (IP protocol 112 to 224.0.0.18).
                """
            ])
        #expect(!status.isSettled)
    }

    @Test("is down when nobody holds the VIP")
    func nobody() throws {
        var situation = try Situation()
        situation.take("server1")
        situation.setVRRP("server1", "BACKUP")
        situation.failPage()
        let status = situation.status
        #expect(status.health == .down)
        #expect(status.vips[0].state == .nobody)
        #expect(texts(status).count == 2)
        #expect(texts(status)[0] == "http://10.0.0.10/ does not answer: no connection within 1s.")
        #expect(texts(status)[1].hasPrefix("nobody holds 10.0.0.10: see `cluster logs server1`"))
    }

    @Test("suspects a stranger when nobody holds the VIP and it answers")
    func stranger() throws {
        var situation = try Situation()
        situation.take("server1")
        situation.setVRRP("server1", "BACKUP")
        #expect(situation.status.health == .degraded)
        #expect(texts(situation.status)[0].contains("a machine outside of the cluster uses the address"))
    }

    @Test("does not call a VIP lost that an unreachable balancer may hold")
    func unknownHolder() throws {
        var situation = try Situation()
        situation.lose("server1")
        let status = situation.status
        #expect(status.vips[0].state == .unknown)
        #expect(status.health == .degraded)
        #expect(texts(status).contains { $0.contains("server1 may, and could not be asked") })
    }

    @Test("is degraded, and settled, when the MASTER is gone and the BACKUP serves")
    func failover() throws {
        var situation = try Situation()
        situation.lose("server1")
        situation.give("server2")
        situation.setVRRP("server2", "MASTER")
        let status = situation.status
        #expect(status.health == .degraded)
        #expect(status.vips[0].holders == ["server2"])
        #expect(texts(status).count == 1)
        #expect(texts(status)[0].hasPrefix("server1 (10.0.0.1:22): no connection within 5 s"))
        #expect(
            status.warnings.map(\.text) == [
                "10.0.0.10 is on server2, not on server1, which has the highest priority (101)."
            ])
        #expect(status.isSettled)
    }

    @Test("is down when the page is an error, and says what", arguments: [500, 503, 404])
    func errorPage(code: Int) throws {
        var situation = try Situation()
        situation.serve(Sample.vip, status: code)
        #expect(situation.status.health == .down)
        #expect(texts(situation.status)[0].hasPrefix("http://10.0.0.10/ answers \(code) OK: "))
    }

    @Test("takes a redirection for a served page")
    func redirection() throws {
        var situation = try Situation()
        situation.serve(Sample.vip, status: 302)
        #expect(situation.status.health == .healthy)
    }

    @Test("says that a web server has the VIP")
    func webServerHolds() throws {
        var situation = try Situation()
        situation.give("web1")
        #expect(
            texts(situation.status)[0] == "web1 has 10.0.0.10, and is no balancer: remove it there (`ip addr del`).")
    }

    @Test("says nothing of hosts that were not asked")
    func partial() throws {
        var situation = try Situation()
        situation.observations["web1"] = nil
        let status = situation.status
        #expect(status.health == .healthy)
        #expect(status.hosts.map(\.name) == ["web2", "server1", "server2"])
    }

    @Test("counts no lost web server against a deploy that was to skip it")
    func skippedWebServer() throws {
        var situation = try Situation()
        situation.lose("web2")
        situation.setBackend("web2", on: ["server1", "server2"], "DOWN", check: "L4TOUT")
        #expect(situation.status.health == .degraded)
        #expect(situation.status.isSettled)
    }
}

@Suite("What keepalived believes")
struct VRRPFindingTests {
    @Test(
        "is reported where it contradicts the addresses",
        arguments: [
            ("server1", "BACKUP", "server1: VRRP instance demo is BACKUP, yet the host has 10.0.0.10"),
            ("server2", "MASTER", "server2: VRRP instance demo is MASTER, yet the host does not have 10.0.0.10"),
            ("server2", "FAULT", "server2: VRRP instance demo is in FAULT: haproxy does not run there"),
        ])
    func contradiction(host: String, state: String, text: String) throws {
        var situation = try Situation()
        situation.setVRRP(host, state)
        let status = situation.status
        #expect(status.health == .degraded)
        #expect(status.findings.count == 1)
        #expect(status.findings[0].text.hasPrefix(text))
        #expect(status.findings[0].host == host)
    }

    @Test("is judged for each address family by itself")
    func families() throws {
        var inventory = Sample.inventory
        let ipv6 = InterfaceAddress(address: Sample.address("fd00::10"), prefixLength: 64)
        inventory.virtualAddresses.append(ipv6)
        var situation = try Situation(inventory)
        #expect(situation.status.health == .healthy)
        situation.observations["server1"]?.addresses.removeAll { $0.address == ipv6 }
        let status = situation.status
        #expect(status.vips.map(\.state) == [.held, .nobody])
        #expect(
            status.findings.contains {
                $0.text.hasPrefix("server1: VRRP instance demo-ipv6 is MASTER, yet the host does not have fd00::10")
            })
    }
}

@Suite("Services and backends")
struct ServiceFindingTests {
    @Test("a service that failed is a finding and a drift, told once")
    func failedService() throws {
        var situation = try Situation()
        situation.observations["web1"]?.units[.apache]?.activeState = "failed"
        let status = situation.status
        #expect(status.findings.map(\.text).count == 1)
        #expect(status.findings[0].text.hasPrefix("web1: apache2 does not run (failed): `cluster logs web1` says why"))
        #expect(status.drift.map(\.found) == ["enabled, failed"])
    }

    @Test("a web server that is down for all balancers is told once, with the reason")
    func downEverywhere() throws {
        var situation = try Situation()
        situation.setBackend("web1", on: ["server1", "server2"], "DOWN", check: "* L4CON")
        #expect(
            situation.status.findings.map(\.text) == [
                """
                web1 is DOWN for every balancer (L4CON: connection refused or no route): check its services and the \
                network.
                """
            ])
        #expect(situation.status.backends.filter { $0.server == "web1" }.map(\.check) == ["L4CON", "L4CON"])
    }

    @Test("a web server that one balancer alone does not reach points at the network")
    func downForOne() throws {
        var situation = try Situation()
        situation.setBackend("web2", on: ["server2"], "DOWN", check: "L4TOUT")
        #expect(
            situation.status.findings.map(\.text) == [
                "web2 is DOWN for server2 alone (L4TOUT: no connection in time): check the network between the two."
            ])
    }

    @Test("a web server that haproxy does not know is missing")
    func missing() throws {
        var situation = try Situation()
        situation.observations["server1"]?.haproxy?.servers.removeAll { $0.name == "web2" }
        #expect(situation.status.findings[0].text.hasPrefix("web2 is missing for server1 alone: its haproxy runs"))
    }

    @Test("a haproxy that does not answer is a finding")
    func silentHAProxy() throws {
        var situation = try Situation()
        situation.observations["server2"]?.haproxy = nil
        #expect(situation.status.findings[0].text.hasPrefix("server2: haproxy runs but does not answer"))
    }
}

@Suite("The machines")
struct MachineFindingTests {
    @Test("of 1 core and 256 MB are enough")
    func small() throws {
        var situation = try Situation()
        for host in situation.observations.keys { situation.observations[host]?.machine.memoryKiB = 220 << 10 }
        #expect(situation.status.health == .healthy)
        #expect(situation.status.warnings == [])
    }

    @Test("with less memory than their services need are a warning, which leaves the health alone")
    func memory() throws {
        var inventory = Sample.inventory
        inventory.proxy.maxConnections = 10000
        let status = try Situation(inventory).status
        #expect(status.health == .healthy)
        #expect(
            status.warnings.map(\.text) == [
                """
                server1 has 245 MiB of memory; haproxy and keepalived need 440 MiB; lower `proxy: {max_connections: …}` \
                or add memory.
                """,
                """
                server2 has 245 MiB of memory; haproxy and keepalived need 440 MiB; lower `proxy: {max_connections: …}` \
                or add memory.
                """,
            ])
    }

    @Test("with a degraded array or a full disk degrade the cluster, and do not unsettle a deploy")
    func disks() throws {
        var situation = try Situation()
        situation.observations["web1"]?.machine.raids = [
            Machine.RAIDArray(name: "md0", level: "raid1", members: "U_", isActive: true)
        ]
        situation.observations["web2"]?.machine.disks = [
            Machine.Disk(device: "/dev/vda1", mountPoint: "/", sizeKiB: 8 << 20, freeKiB: 900)
        ]
        let status = situation.status
        #expect(status.health == .degraded)
        #expect(
            status.findings.map(\.text) == [
                """
                web1: array md0 (raid1) is degraded, [U_]: replace the failed disk (`mdadm --detail /dev/md0`).
                """,
                "web2: / has 0 MiB free: it is full. Make room before the next deploy.",
            ])
        #expect(status.isSettled)
    }

    @Test(
        "warn below 10 % and below 200 MiB of free disk",
        arguments: [(8192, 800, true), (1024, 150, true), (8192, 900, false)])
    func disk(sizeMiB: Int, freeMiB: Int, warns: Bool) throws {
        var situation = try Situation()
        situation.observations["web1"]?.machine.disks = [
            Machine.Disk(device: "/dev/vda1", mountPoint: "/", sizeKiB: sizeMiB << 10, freeKiB: freeMiB << 10)
        ]
        #expect(situation.status.warnings.isEmpty == !warns)
        #expect(situation.status.health == .healthy)
    }
}

@Suite("What the services need")
struct NeedsTests {
    @Test(
        "is what docs/availability.md says",
        arguments: [("server1", nil, 190), ("web1", nil, 128), ("web1", Cache.varnish, 192)] as [(String, Cache?, Int)])
    func memory(host: String, cache: Cache?, need: Int) throws {
        var inventory = Sample.inventory
        inventory.cache = cache
        let desired = try #require(try Configuration(inventory).host(host))
        #expect(Needs.memoryMiB(desired, inventory) == need)
    }
}
