import Addresses
import KeepalivedConf
import Linux
import Testing

@testable import VRRPService

@Suite("the address that advertisements come from")
struct InterfaceTableTests {
    private func table(_ addresses: [(String, Int)], virtual: [String] = ["10.0.0.10"]) throws -> InterfaceTable {
        InterfaceTable(
            links: [Link(index: 2, name: "eth0", flags: 0x1_1043)],
            addresses: try addresses.map { try assigned($0, $1) },
            virtualAddresses: Set(try virtual.map { try #require(IPAddress($0)) }))
    }

    private func assigned(_ text: String, _ prefix: Int) throws -> AssignedAddress {
        AssignedAddress(
            linkIndex: 2, address: InterfaceAddress(address: try #require(IPAddress(text)), prefixLength: prefix))
    }

    @Test("is the interface's first that is not virtual (RFC 5798 §1.2)")
    func primary() throws {
        let instance = try Configurations.instance("")
        let table = try table([("10.0.0.10", 24), ("10.0.0.2", 24), ("10.0.0.3", 24)])
        #expect(table.sourceAddress(of: instance) == IPAddress("10.0.0.2"))
    }

    @Test("stays the first when the kernel tells of it again, as it does when a lease is renewed")
    func renewed() throws {
        let instance = try Configurations.instance("")
        var table = try table([("10.0.0.2", 24), ("10.0.0.3", 24)])
        table.insert(try assigned("10.0.0.2", 24))
        #expect(table.sourceAddress(of: instance) == IPAddress("10.0.0.2"))
    }

    @Test("is none that another instance shares with other hosts")
    func others() throws {
        let instance = try Configurations.instance("")
        let table = try table([("10.0.0.11", 24)], virtual: ["10.0.0.10", "10.0.0.11"])
        #expect(table.sourceAddress(of: instance) == nil)
    }

    @Test("excludes the addresses of every instance but an owner's")
    func virtual() throws {
        let text = ["A", "B"].enumerated().map { number, name in
            """
            vrrp_instance \(name) {
                interface eth0
                virtual_router_id \(number + 1)
                priority \(number == 0 ? 255 : 100)
                virtual_ipaddress {
                    10.0.0.1\(number)
                }
            }
            """
        }
        let configuration = try Configurations.load(text.joined(separator: "\n"))
        #expect(configuration.virtualAddresses == [try #require(IPAddress("10.0.0.11"))])
    }

    @Test("is a virtual one for their owner, who has no other")
    func owner() throws {
        let instance = try Configurations.instance("priority 255\nstate MASTER")
        #expect(try table([("10.0.0.10", 24)]).sourceAddress(of: instance) == IPAddress("10.0.0.10"))
    }

    @Test("is the link-local one for IPv6 (RFC 5798 §5.1.2.1)")
    func linkLocal() throws {
        let instance = try Configurations.instance("version 3", addresses: "fe80::10/64\nfd00::10/64")
        let table = try table(
            [("fd00::1", 64), ("fe80::10", 64), ("fe80::1", 64)], virtual: ["fe80::10", "fd00::10"])
        #expect(table.sourceAddress(of: instance) == IPAddress("fe80::1"))
    }

    @Test("is the one configured, once the host has it")
    func configured() throws {
        let instance = try Configurations.instance("mcast_src_ip 10.0.0.3")
        #expect(try table([("10.0.0.2", 24)]).sourceAddress(of: instance) == nil)
        #expect(try table([("10.0.0.2", 24), ("10.0.0.3", 24)]).sourceAddress(of: instance) == IPAddress("10.0.0.3"))
    }

    @Test("is none where the interface has none, or is not there")
    func none() throws {
        let instance = try Configurations.instance("")
        #expect(try table([]).sourceAddress(of: instance) == nil)
        #expect(InterfaceTable().sourceAddress(of: instance) == nil)
    }
}
