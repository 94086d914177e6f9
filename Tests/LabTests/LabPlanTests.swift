import Addresses
import Foundation
import Inventory
import Testing

@testable import Lab

@Suite struct LabPlanTests {
    @Test("web servers have eth0, balancers the interface of the inventory")
    func interfaces() throws {
        let inventory = try Inventory.example(
            balancers: [.example("b", "10.0.0.1/24")], webServers: [.example("w", "10.0.0.2/24")],
            virtualAddresses: ["10.0.0.10/24"], interface: "ens3")
        #expect(try LabPlan(inventory).hosts.map(\.interface) == ["eth0", "ens3"])
    }

    @Test("every host knows every host by name")
    func hostsFile() throws {
        let file = try LabPlan(.fourHosts()).hostsFile
        #expect(
            file == """
                127.0.0.1 localhost
                ::1 localhost ip6-localhost ip6-loopback
                10.0.0.100 web1
                10.0.0.200 web2
                10.0.0.1 server1
                10.0.0.2 server2

                """)
    }

    @Test("a host must not be named as the operator's place is")
    func reservedName() throws {
        let inventory = try Inventory.example(
            balancers: [.example("operator", "10.0.0.1/24")], webServers: [.example("w", "10.0.0.2/24")],
            virtualAddresses: ["10.0.0.10/24"])
        #expect(throws: LabError.reservedHostName("operator")) { try LabPlan(inventory) }
    }

    @Test("networks without any room for the operator are named")
    func noRoom() throws {
        let inventory = try Inventory.example(
            balancers: [.example("b", "10.0.0.1/30")], webServers: [.example("w", "10.0.0.2/30")],
            virtualAddresses: ["10.0.0.2/30"])
        #expect(throws: LabError.noOperatorAddress(networks: ["10.0.0.0/30"])) { try LabPlan(inventory) }
    }

    @Test("one host more is no contradiction, one less or one changed is")
    func differences() throws {
        let standing = try LabPlan(.fourHosts())
        var more = try Inventory.fourHosts()
        more.webServers.append(WebServer(host: try .example("web3", "10.0.0.201/24")))
        #expect(try LabPlan(more).differences(from: standing).isEmpty)

        var less = try Inventory.fourHosts()
        less.webServers.removeLast()
        #expect(try LabPlan(less).differences(from: standing) == ["web2: not in this inventory"])

        var changed = try Inventory.fourHosts()
        changed.webServers[0].host.address = try InterfaceAddress("10.0.0.101/24")
        changed.webServers[0].host.ssh.port = 2222
        #expect(
            try LabPlan(changed).differences(from: standing)
                == ["web1: address 10.0.0.100/24, now 10.0.0.101/24, SSH port 22, now 2222"])
    }

    @Test("limits are no contradiction: they change while a host runs")
    func changedLimits() throws {
        let standing = try LabPlan(.fourHosts())
        let limited = try LabPlan(.fourHosts(), limits: HostLimits(memory: 256 << 20, cpus: 1))
        #expect(limited.differences(from: standing).isEmpty)
    }

    @Test("a plan survives being written and read")
    func coding() throws {
        let plan = try LabPlan(.fourHosts(), limits: HostLimits(memory: 1, cpus: 0.5))
        #expect(try JSONDecoder().decode(LabPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }
}
