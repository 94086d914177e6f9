import Addresses
import CLinux
import Testing

@testable import Linux

@Suite("a link")
struct LinkTests {
    private func request(family: UInt8 = 0) -> NetlinkRequest {
        var request = NetlinkRequest(kind: RTM_NEWLINK, flags: 0, sequence: 1)
        var header = ifinfomsg()
        (header.ifi_family, header.ifi_index, header.ifi_flags) = (family, 5, 0x1_1043)
        request.append(header)
        request.attribute(IFLA_IFNAME, text: "vrrp.51")
        request.attribute(IFLA_MTU, number: UInt32(1500))
        request.attribute(IFLA_ADDRESS, [0, 0, 0x5E, 0, 1, 51])
        request.attribute(IFLA_LINK, number: UInt32(2))
        request.nested(IFLA_LINKINFO) { $0.attribute(IFLA_INFO_KIND, text: "macvlan") }
        return request
    }

    private func link(_ bytes: [UInt8]) -> Link? {
        var messages = NetlinkMessages()
        return messages.next(in: bytes.span).flatMap { Link($0, in: bytes.span) }
    }

    @Test("is read from its message")
    func read() throws {
        let read = link(request().bytes)
        let link = try #require(read)
        #expect(
            link
                == Link(
                    index: 5, name: "vrrp.51", flags: 0x1_1043, mtu: 1500,
                    hardwareAddress: .virtualRouter(51, isIPv6: false), kind: "macvlan", parent: 2))
        #expect(link.isUp && link.isRunning && link.isLowerUp && link.isReady && link.hasMulticast)
    }

    @Test("is ready only if it is on and running", arguments: [(0x1, false), (0x40, false), (0x41, true)])
    func ready(flags: UInt32, expected: Bool) {
        #expect(Link(index: 1, name: "eth0", flags: flags).isReady == expected)
    }

    @Test("is not what a bridge says about its port (AF_BRIDGE)")
    func bridgePort() {
        #expect(link(request(family: 7).bytes) == nil)
    }

    @Test("is nothing, or less of a link, if its message is cut off", arguments: 0..<100)
    func cutOff(count: Int) {
        var bytes = Array(request().bytes.prefix(count))
        if bytes.count > 16 { bytes[0] = UInt8(bytes.count) }
        let link = link(bytes)
        #expect((link == nil) == (count < 32))
    }

    @Test(
        "of a virtual router has the address of RFC 5798 §7.3",
        arguments: [(1, false, "00:00:5e:00:01:01"), (255, true, "00:00:5e:00:02:ff")])
    func virtualRouter(identifier: UInt8, isIPv6: Bool, expected: String) {
        #expect(HardwareAddress.virtualRouter(identifier, isIPv6: isIPv6).description == expected)
    }
}
