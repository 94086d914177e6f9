import Addresses
import Testing

@testable import Linux

@Suite("what drops packets to an address")
struct FilterRuleTests {
    @Test("is one rule for IPv4: the destination stands at byte 16 of the header (RFC 791 §3.1)")
    func ipv4() throws {
        let address = try #require(IPAddress("10.0.0.10"))
        #expect(
            FilterRule.rules(for: address) == [
                FilterRule(conditions: [.family(2), .network(offset: 16, [10, 0, 0, 10])], verdict: .drop)
            ])
    }

    @Test("lets neighbour discovery pass for IPv6, types 135 and 136 (RFC 4861 §4.3, §4.4), before it drops")
    func ipv6() throws {
        let address = try #require(IPAddress("fd00::10"))
        let isOurs: [FilterRule.Condition] = [.family(10), .network(offset: 24, address.bytes)]
        #expect(
            FilterRule.rules(for: address) == [
                FilterRule(conditions: isOurs + [.transport(58), .payload(offset: 0, 135)], verdict: .accept),
                FilterRule(conditions: isOurs + [.transport(58), .payload(offset: 0, 136)], verdict: .accept),
                FilterRule(conditions: isOurs, verdict: .drop),
            ])
    }

    @Test("goes to the kernel as one batch: every message under one sequence number, the last one to be acknowledged")
    func batch() {
        var batch = FilterBatch(NetlinkRequest(kind: FilterBatch.begin, flags: 0, sequence: 7))
        batch.add(0) { $0.attribute(1, text: "t") }
        batch.add(2) { $0.attribute(1, text: "t") }
        let bytes = batch.finished().bytes
        var messages: [(kind: UInt16, flags: UInt16, sequence: UInt32)] = []
        var walk = NetlinkMessages()
        while let message = walk.next(in: bytes.span) {
            messages.append((message.kind, message.flags, message.sequence))
        }
        #expect(messages.map(\.kind) == [0x10, 0xA00, 0xA02, 0x11])
        #expect(messages.map { $0.flags & 4 } == [0, 0, 4, 0])
        #expect(messages.allSatisfy { $0.sequence == 7 })
    }
}
