import Fleet
import Foundation
import Inventory
import Rendering
import Terminal
import Testing

@testable import Observation
@testable import Status

@Suite("The report of a status")
struct StatusReportTests {
    private func text(_ situation: Situation, isColoured: Bool = false) -> String {
        StatusReport(situation.status, style: Style(isColoured: isColoured)).text
    }

    @Test("of a healthy cluster says so first, then who holds what")
    func healthy() throws {
        #expect(
            text(try Situation()) == """
                demo is healthy: 10.0.0.10 is on server1.

                VIP        HELD BY  PAGE
                10.0.0.10  server1  200 OK in 3.0 ms "The four hosts"

                HOST     ADDRESS     ROLE        SERVICES             CORES  MEMORY   DISK FREE
                web1     10.0.0.100  web         apache2              1      245 MiB  75%
                web2     10.0.0.200  web         apache2              1      245 MiB  75%
                server1  10.0.0.1    MASTER 101  haproxy, keepalived  1      245 MiB  75%
                server2  10.0.0.2    BACKUP 100  haproxy, keepalived  1      245 MiB  75%

                BACKEND  ON server1         ON server2
                web1     UP L7OK for 1m 3s  UP L7OK for 1m 3s
                web2     UP L7OK for 1m 3s  UP L7OK for 1m 3s

                Statistics: http://10.0.0.10/haproxy?stats

                """)
    }

    private func troubled() throws -> Situation {
        var situation = try Situation()
        situation.lose("web2")
        situation.setBackend("web2", on: ["server1", "server2"], "DOWN", check: "L4TOUT")
        situation.give("server2")
        situation.setVRRP("server2", "MASTER")
        situation.observations["web1"]?.units[.apache]?.activeState = "failed"
        situation.observations["server2"]?.sysctls["net.ipv4.ip_forward"] = "0"
        situation.observations["server1"]?.machine.memoryKiB = 100 << 10
        situation.observations["web1"]?.machine.raids = [
            Machine.RAIDArray(name: "md0", level: "raid1", members: "U_", isActive: true)
        ]
        return situation
    }

    @Test("of a troubled cluster lists every reason, and fits 80 columns")
    func lines() throws {
        let lines = text(try troubled()).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "demo is degraded, for 6 reasons:")
        #expect(lines[1].hasPrefix("  ! split brain: server1 and server2 hold 10.0.0.10"))
        #expect(lines.contains { $0.contains("SPLIT BRAIN: server1 + server2") })
        #expect(lines.contains { $0.hasPrefix("web2     10.0.0.200") || $0.hasPrefix("web2     web") })
        #expect(lines.contains("web1: array md0 raid1 [U_] degraded"))
        #expect(lines.contains("DRIFT FROM THE INVENTORY"))
        #expect(lines.contains("WARNINGS"))
        #expect(lines.filter { $0.count > 80 } == [])
    }

    @Test("says the same with and without colour")
    func colour() throws {
        let plain = text(try troubled())
        let coloured = text(try troubled(), isColoured: true)
        #expect(coloured.contains("\u{1B}["))
        #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }

    @Test("sends nothing raw that a host or page said")
    func hostile() throws {
        var situation = try Situation()
        let page = "HTTP/1.1 200 O\u{1B}K\r\n\r\n<title>\u{1B}]0;x\u{7}</title>"
        let response = try HTTPResponse(page.utf8)
        situation.pages[Sample.vip] = PageResult(url: "u", outcome: .answered(response), time: .zero)
        situation.setBackend("web1", on: ["server1"], "\u{1B}[2J", check: "\u{1B}c")
        situation.observations["web1"]?.units[.apache]?.activeState = "\u{1B}c"
        situation.observations["server1"]?.keepalived?.instances[0].state = "\u{1B}c"
        situation.observations["server1"]?.machine.disks[0].mountPoint = "/\u{1B}c"
        situation.observations["server1"]?.machine.disks[0].freeKiB = 0
        situation.failures = [HostError(host: "web2", reason: .other("\u{1B}c"))]
        situation.observations["web2"] = nil
        #expect(!text(situation).contains("\u{1B}"))
        #expect(!text(situation).contains("\u{7}"))
    }
}

@Suite("The JSON of a status")
struct StatusJSONTests {
    private func object(_ situation: Situation) throws -> [String: Any] {
        let data = Data(try situation.status.json().utf8)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("has the keys that scripts rely on")
    func keys() throws {
        var situation = try Situation()
        situation.observations["server2"]?.sysctls["net.ipv4.ip_forward"] = "0"
        let object = try object(situation)
        #expect(
            object.keys.sorted() == [
                "backends", "cluster", "drift", "findings", "health", "hosts", "statistics", "vips", "warnings",
            ])
        #expect(object["health"] as? String == "degraded")
        let vip = try #require((object["vips"] as? [[String: Any]])?.first)
        #expect(vip["address"] as? String == "10.0.0.10")
        #expect(vip["holders"] as? [String] == ["server1"])
        #expect(vip["state"] as? String == "held")
        let page = try #require(vip["page"] as? [String: Any])
        #expect(page["served"] as? Bool == true && page["status"] as? Int == 200)
        #expect(page["title"] as? String == "The four hosts")
        let backends = try #require(object["backends"] as? [[String: Any]])
        #expect(backends.count == 4 && backends.allSatisfy { $0["up"] as? Bool == true })
        let drift = try #require((object["drift"] as? [[String: Any]])?.first)
        #expect(
            drift.mapValues { "\($0)" } == [
                "host": "server2", "kind": "sysctl", "subject": "net.ipv4.ip_forward", "expected": "1", "found": "0",
            ])
        let host = try #require((object["hosts"] as? [[String: Any]])?.last)
        let machine = try #require(host["machine"] as? [String: Any])
        #expect(machine["cores"] as? Int == 1 && machine["memory_mib"] as? Int == 245)
    }

    @Test("is the same text for the same status")
    func stable() throws {
        #expect(try Situation().status.json() == (try Situation().status.json()))
    }
}
