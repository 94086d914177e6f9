import Addresses
import KeepalivedConf
import Linux
import Testing

@testable import VRRPService

@Suite("the address that advertisements come from")
struct InterfaceTableTests {
    private func table(_ addresses: [(String, Int)]) throws -> InterfaceTable {
        InterfaceTable(
            links: [Link(index: 2, name: "eth0", flags: 0x1_1043)],
            addresses: try addresses.map { text, prefix in
                AssignedAddress(
                    linkIndex: 2,
                    address: InterfaceAddress(address: try #require(IPAddress(text)), prefixLength: prefix))
            })
    }

    @Test("is the interface's first that is not virtual (RFC 5798 §1.2)")
    func primary() throws {
        let instance = try Configurations.instance("")
        let table = try table([("10.0.0.10", 24), ("10.0.0.2", 24), ("10.0.0.3", 24)])
        #expect(table.sourceAddress(of: instance) == IPAddress("10.0.0.2"))
    }

    @Test("is a virtual one for their owner, who has no other")
    func owner() throws {
        let instance = try Configurations.instance("priority 255\nstate MASTER")
        #expect(try table([("10.0.0.10", 24)]).sourceAddress(of: instance) == IPAddress("10.0.0.10"))
    }

    @Test("is the link-local one for IPv6 (RFC 5798 §5.1.2.1)")
    func linkLocal() throws {
        let instance = try Configurations.instance("version 3", addresses: "fe80::10/64\nfd00::10/64")
        let table = try table([("fd00::1", 64), ("fe80::10", 64), ("fe80::1", 64)])
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
