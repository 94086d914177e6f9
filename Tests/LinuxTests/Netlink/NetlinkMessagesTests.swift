import CLinux
import Testing

@testable import Linux

@Suite("netlink messages and attributes")
struct NetlinkMessagesTests {
    /// 16 bytes of header (length 24, kind 2, sequence 7), 8 of payload.
    static let message: [UInt8] = [
        24, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4,
    ]

    private func kinds(_ datagram: [UInt8]) -> [UInt16] {
        var (messages, kinds): (NetlinkMessages, [UInt16]) = (NetlinkMessages(), [])
        while let message = messages.next(in: datagram.span) { kinds.append(message.kind) }
        return kinds
    }

    private func attributes(_ bytes: [UInt8], in range: Range<Int>? = nil) -> [NetlinkAttribute] {
        var (walk, found): (NetlinkAttributes, [NetlinkAttribute]) = (
            NetlinkAttributes(in: range ?? 0..<bytes.count), []
        )
        while let attribute = walk.next(in: bytes.span) { found.append(attribute) }
        return found
    }

    @Test("are found one after another, each at its aligned place")
    func several() {
        var odd = Self.message
        odd[0] = 21
        #expect(kinds(odd + Self.message) == [2, 2])
    }

    @Test(
        "end at a length that cannot be",
        arguments: [0, 1, 15, 25, 255].map { UInt8($0) })
    func hostileLength(length: UInt8) {
        var hostile = Self.message
        hostile[0] = length
        #expect(kinds(Self.message + hostile) == [2])
    }

    @Test("end at a length that would overflow")
    func hugeLength() {
        var hostile = Self.message
        for index in 0..<4 { hostile[index] = 0xFF }
        #expect(kinds(hostile).isEmpty)
    }

    @Test("stay inside whatever was cut off", arguments: 0..<24)
    func cutOff(count: Int) {
        #expect(kinds(Array(Self.message[..<count])).isEmpty)
    }

    @Test("attributes of length 0 to 3 do not stand still", arguments: [0, 1, 2, 3].map { UInt8($0) })
    func shortAttribute(length: UInt8) {
        #expect(attributes([5, 0, 1, 0, 9, 0, 0, 0, length, 0, 2, 0]).map(\.kind) == [1])
    }

    @Test("an attribute does not reach beyond the one around it")
    func nestedTooLong() {
        // The inner says 8 bytes; the outer has room for 6.
        #expect(attributes([8, 0, 1, 0, 1, 2, 3, 4], in: 0..<6).isEmpty)
        #expect(attributes([8, 0, 1, 0, 1, 2, 3, 4], in: 0..<8) == [NetlinkAttribute(kind: 1, payload: 4..<8)])
    }

    @Test("a range outside the datagram is as if it were empty")
    func rangeOutside() {
        #expect(attributes([8, 0, 1, 0, 1, 2, 3, 4], in: 4..<4000).isEmpty)
        #expect(attributes([], in: 100..<200).isEmpty)
    }

    @Test("the flags in an attribute's kind are not part of its name")
    func nestedFlag() {
        #expect(attributes([4, 0, 18, 0x80]).map(\.kind) == [18])
    }

    @Test("any bytes are read without a trap and to an end", arguments: 0..<200)
    func anyBytes(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<50 {
            var bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: 0...(Bool.random(using: &random) ? 255 : 24), using: &random)
            }
            if bytes.count > 16, Bool.random(using: &random) {
                bytes.replaceSubrange(0..<4, with: [UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8), 0, 0])
                let kinds = [RTM_NEWLINK, RTM_DELLINK, RTM_NEWADDR, RTM_DELADDR, Int(NLMSG_ERROR), Int(NLMSG_DONE)]
                bytes[4] = UInt8(kinds.randomElement(using: &random) ?? 0)
                bytes[5] = 0
            }
            var messages = NetlinkMessages()
            while let message = messages.next(in: bytes.span) {
                #expect(message.payload.upperBound <= bytes.count)
                _ = RouteEvent(message, in: bytes.span)
            }
            var reply = NetlinkReply(to: 0)
            _ = reply.read(bytes.span) { _, _ in }
            _ = ProcessEvent(bytes.span)
            _ = ReceivedPacket(ipv4: bytes.span, linkIndex: 1)
            _ = PacketInfo(bytes.span)
        }
    }
}
