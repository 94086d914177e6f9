import Addresses
import Inventory
import Testing

@testable import Lab

@Suite struct AddressPlanTests {
    @Test(
        "the operator takes the highest address that nobody has",
        arguments: [
            (["10.0.0.1/24"], [String](), ["10.0.0.254/24"]),
            (["10.0.0.254/24"], ["10.0.0.253/24"], ["10.0.0.252/24"]),
            (["192.168.1.1/30"], [], ["192.168.1.2/30"]),
            (["fd00::1/64"], ["fd00::10/64"], ["fd00::ffff:ffff:ffff:fffe/64"]),
            // A VIP of a single address lies in the hosts' network.
            (["10.0.0.1/24"], ["10.0.0.10/32"], ["10.0.0.254/24"]),
            // A VIP's network of its own, and another family.
            (
                ["10.0.0.1/24"], ["10.1.0.10/16", "fd00::10/64"],
                [
                    "10.0.0.254/24", "10.1.255.254/16", "fd00::ffff:ffff:ffff:fffe/64",
                ]
            ),
            // Two hosts fill the network: no address is left.
            (["192.168.1.1/30", "192.168.1.2/30"], [], []),
            // RFC 3021: both addresses of a /31 are hosts.
            (["192.168.1.0/31"], [], ["192.168.1.1/31"]),
        ])
    func operatorAddresses(hosts: [String], virtual: [String], expected: [String]) throws {
        let plan = AddressPlan(
            hosts: try hosts.map { try InterfaceAddress($0) },
            virtualAddresses: try virtual.map { try InterfaceAddress($0) })
        #expect(plan.operatorAddresses.map(\.description) == expected)
    }

    @Test("a network without room is reached by a route")
    func routesForTheOperator() throws {
        let plan = AddressPlan(
            hosts: [try InterfaceAddress("10.0.0.1/24")], virtualAddresses: [try InterfaceAddress("10.9.9.9/32")])
        #expect(plan.operatorRoutes.map(\.description) == ["10.9.9.9/32"])
    }

    @Test("a host reaches the networks of its family that it is not in")
    func routesForHosts() throws {
        let hosts = try ["10.0.0.1/24", "10.0.1.1/24", "fd00::1/64"].map { try InterfaceAddress($0) }
        let plan = AddressPlan(hosts: hosts, virtualAddresses: [])
        #expect(plan.routes(for: hosts[0]).map(\.description) == ["10.0.1.0/24"])
        #expect(plan.routes(for: hosts[2]).isEmpty)
    }
}
