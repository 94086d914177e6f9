import Addresses
import CLinux
import Testing

@testable import Linux

@Suite("a netlink request")
struct NetlinkRequestTests {
    @Test("has the lengths of everything in it, nested and padded")
    func lengths() {
        var request = NetlinkRequest(kind: 16, flags: NLM_F_ACK, sequence: 0x0102_0304)
        request.attribute(3, text: "eth0")
        request.nested(18) {
            $0.attribute(1, number: UInt16(7))
            $0.attribute(2, [9])
        }
        #expect(
            request.bytes == [
                48, 0, 0, 0, 16, 0, 0x05, 0, 4, 3, 2, 1, 0, 0, 0, 0,  // header: length, kind, REQUEST|ACK, sequence
                9, 0, 3, 0, 0x65, 0x74, 0x68, 0x30, 0, 0, 0, 0,  // 4 + 5, padded to 12
                20, 0, 18, 0x80,  // NLA_F_NESTED, 4 + 8 + 8
                6, 0, 1, 0, 7, 0, 0, 0,  // 4 + 2, padded to 8
                5, 0, 2, 0, 9, 0, 0, 0,  // 4 + 1, padded to 8
            ])
    }

    @Test("can be read back")
    func readBack() throws {
        var request = NetlinkRequest(kind: RTM_NEWADDR, flags: 0, sequence: 1)
        request.append(ifaddrmsg(ifa_family: 2, ifa_prefixlen: 24, ifa_flags: 0x80, ifa_scope: 0, ifa_index: 3))
        request.attribute(IFA_LOCAL, IPAddress(v4: 0x0A00_000A))
        request.attribute(IFA_LABEL, text: "eth0:1")
        request.attribute(IFA_FLAGS, number: UInt32(0x280))
        request.attribute(IFA_PROTO, number: UInt8(18))
        var messages = NetlinkMessages()
        let message = messages.next(in: request.bytes.span)
        let read = message.flatMap { AssignedAddress($0, in: request.bytes.span) }
        let address = try #require(read)
        #expect(address.linkIndex == 3)
        #expect("\(address.address)" == "10.0.0.10/24")
        #expect(address.label == "eth0:1")
        #expect(address.flags == 0x280)
        #expect(address.origin == 18)
    }
}
