import Addresses
import Testing

@testable import Linux

@Suite("the filter of a VRRP socket")
struct PacketFilterTests {
    /// IPv4 with `options` words of options, then a VRRP packet of virtual router `routerID`.
    private func ipv4(_ routerID: UInt8, protocolNumber: UInt8 = 112, options: Int = 0) -> [UInt8] {
        let header: [UInt8] = [0x45 + UInt8(options), 0xC0, 0, 40, 0, 0, 0, 0, 255, protocolNumber, 0, 0]
        return header + [10, 0, 0, 1, 224, 0, 0, 18] + [UInt8](repeating: 0, count: options * 4)
            + [0x21, routerID, 100, 1, 0, 1, 0, 0]
    }

    private func filter(_ family: IPAddress.Family, _ routerIDs: some Sequence<UInt8>) -> FilterMachine {
        FilterMachine(program: PacketFilter.vrrp(family, routerIDs: routerIDs).instructions)
    }

    @Test("lets in the virtual routers that were asked for, and no others", arguments: [[], [51], [1, 51, 255]])
    func routerIDs(routerIDs: [UInt8]) {
        let (v4, v6) = (filter(.ipv4, routerIDs), filter(.ipv6, routerIDs))
        for routerID in UInt8.min...UInt8.max {
            #expect(v4.passes(ipv4(routerID)) == routerIDs.contains(routerID))
            #expect(v6.passes([0x31, routerID, 100, 1]) == routerIDs.contains(routerID))
        }
    }

    @Test("has room for all 255 of them, and 0 is none (RFC 5798 §5.2.3)")
    func all() {
        let machine = filter(.ipv4, UInt8.min...UInt8.max)
        for routerID in UInt8(1)...UInt8.max { #expect(machine.passes(ipv4(routerID)) == true) }
        #expect(machine.passes(ipv4(0)) == false)
    }

    @Test("finds VRRP behind IP options", arguments: 0...10)
    func options(count: Int) {
        #expect(filter(.ipv4, [51]).passes(ipv4(51, options: count)) == true)
        #expect(filter(.ipv4, [51]).passes(ipv4(52, options: count)) == false)
    }

    @Test("lets in no other protocol", arguments: [1, 6, 17, 89, 111, 113].map { UInt8($0) })
    func otherProtocol(number: UInt8) {
        #expect(filter(.ipv4, [51]).passes(ipv4(51, protocolNumber: number)) == false)
    }

    @Test("drops what is cut off", arguments: 0...21)
    func cutOff(count: Int) {
        #expect(filter(.ipv4, [51]).passes(Array(ipv4(51).prefix(count))) == false)
        #expect(filter(.ipv6, [51]).passes(count == 0 ? [] : [0x31]) == false)
    }
}
