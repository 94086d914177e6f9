import Inventory
import Testing

@testable import Lab

extension WholeLabTests {
    @Suite struct LabPowerTests {
        @Test("a host whose power was cut is silent, and boots with its disk and without its VIP")
        func powerCut() async throws {
            try await TestLab.with("power") { lab in
                try await lab.up(.fourHosts()) { _ in }
                _ = try await lab.ssh("root@10.0.0.1", "echo kept >/root/file; ip addr add 10.0.0.10/24 dev eth0")
                #expect(try await lab.ssh("root@10.0.0.2", "hostname") == "server2")
                try await lab.powerOff(host: "server1")
                let status = try await lab.status()
                #expect(status.filter { !$0.isRunning && !$0.answersSSH }.map(\.name) == ["server1"])
                await #expect(throws: LabError.hostNotRunning("server1", lab: lab.name)) {
                    try await lab.exec(host: "server1", command: ["true"])
                }
                try await lab.powerOn(host: "server1")
                #expect(
                    try await lab.ssh("root@10.0.0.1", "cat /root/file; ip -br -4 addr show eth0").hasPrefix("kept\n"))
                #expect(try await !lab.ssh("root@10.0.0.1", "ip addr show eth0").contains("10.0.0.10/"))
            }
        }

        @Test("up boots a host that has shut down, and mends a link that is down")
        func upMends() async throws {
            try await TestLab.with("mend") { lab in
                try await lab.up(.fourHosts()) { _ in }
                let leaders = lab.leaders
                _ = try await lab.exec(host: "web1", command: ["systemctl", "poweroff", "--force", "--force"])
                try await lab.setLink(host: "web2", up: false)
                while lab.leaders["web1"] != nil { try await Task.sleep(for: .milliseconds(10)) }
                #expect(try await lab.status().filter(\.answersSSH).map(\.name) == ["server1", "server2"])
                try await lab.up(.fourHosts()) { _ in }
                #expect(try await lab.status().allSatisfy(\.answersSSH))
                #expect(lab.leaders.filter { $0.key != "web1" } == leaders.filter { $0.key != "web1" })
            }
        }

        @Test("a host that reboots comes back by itself, without its VIP")
        func reboot() async throws {
            try await TestLab.with("reboot") { lab in
                try await lab.up(.fourHosts()) { _ in }
                let before = lab.leaders["server1"]
                _ = try await lab.ssh("root@10.0.0.1", "ip addr add 10.0.0.10/24 dev eth0; systemctl reboot --force &")
                while lab.leaders["server1"] == nil || lab.leaders["server1"] == before {
                    try await Task.sleep(for: .milliseconds(20))
                }
                let plan = try lab.hostPlan("server1")
                #expect(try await lab.waitForSSH(plan, limit: .seconds(10)) == .answers)
                #expect(try await !lab.ssh("root@10.0.0.1", "ip addr show eth0").contains("10.0.0.10/"))
            }
        }
    }
}
