import Addresses
import Testing
import VRRP

@Suite("Decoding an advertisement")
struct AdvertisementDecodeTests {
    @Test("keepalived's packets are believed", arguments: KeepalivedPacket.all)
    func keepalivedIsBelieved(packet: KeepalivedPacket) throws {
        let advertisement = try decode(packet.payload, packet.header, packet.expectations)
        #expect(advertisement.version == packet.expectations.version)
        #expect(advertisement.virtualRouterID == 51)
        #expect(advertisement.priority == 101)
        #expect(advertisement.interval == packet.expectations.interval)
    }

    @Test("VRRPv3 takes a master's interval that is not ours (RFC 5798 §6.4.2)")
    func otherIntervalInVersion3() throws {
        var expectations = KeepalivedPacket.v3.expectations
        expectations.interval = AdvertisementInterval(seconds: 1)
        let advertisement = try decode(KeepalivedPacket.v3.payload, KeepalivedPacket.v3.header, expectations)
        #expect(advertisement.interval == AdvertisementInterval(centiseconds: 10))
    }

    @Test("the addresses may come in any order")
    func addressesInAnyOrder() throws {
        var expectations = KeepalivedPacket.v2.expectations
        expectations.addresses.reverse()
        #expect(throws: Never.self) {
            try decode(KeepalivedPacket.v2.payload, KeepalivedPacket.v2.header, expectations)
        }
    }

    @Test("skip_check_adv_addr: the last master's addresses are not compared, another's are")
    func trustedSource() {
        var expectations = KeepalivedPacket.v2.expectations
        expectations.addresses[1] = "10.0.0.99"
        expectations.trustedSource = "10.0.0.1"
        #expect(throws: Never.self) {
            try decode(KeepalivedPacket.v2.payload, KeepalivedPacket.v2.header, expectations)
        }
        expectations.trustedSource = "10.0.0.3"
        #expect(throws: Refusal.addressList) {
            try decode(KeepalivedPacket.v2.payload, KeepalivedPacket.v2.header, expectations)
        }
    }

    @Test("the owner's packets with other addresses are believed, and what is wrong is told", arguments: OwnerRow.all)
    func owner(row: OwnerRow) throws {
        var payload = row.packet.payload
        payload[2] = 255
        payload[6] = 0
        payload[7] = 0
        let sum = checksum(payload, row.packet.expectations.version == .v3 ? row.packet.header : nil)
        (payload[6], payload[7]) = (UInt8(sum >> 8), UInt8(sum & 0xFF))
        var expectations = row.packet.expectations
        expectations.addresses = row.addresses
        let advertisement = try decode(payload, row.packet.header, expectations)
        #expect(advertisement.priority == 255)
        #expect(advertisement.misconfiguration == row.misconfiguration)
    }

    struct OwnerRow: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let packet: KeepalivedPacket
        let addresses: [IPAddress]
        let misconfiguration: Refusal?

        static let all = [
            OwnerRow(
                testDescription: "RFC 3768 §7.1: the same", packet: .v2, addresses: ["10.0.0.10", "10.0.0.11"],
                misconfiguration: nil),
            OwnerRow(
                testDescription: "RFC 3768 §7.1: another address", packet: .v2, addresses: ["10.0.0.10", "10.0.0.12"],
                misconfiguration: .addressList),
            OwnerRow(
                testDescription: "RFC 3768 §7.1: one more", packet: .v2, addresses: ["10.0.0.10"],
                misconfiguration: .addressCount),
            OwnerRow(
                testDescription: "RFC 5798 §7.1: another address", packet: .v3, addresses: ["10.0.0.12"],
                misconfiguration: .addressList),
        ]
    }

    @Test("a packet cut at any length is refused as too short or of the wrong length", arguments: KeepalivedPacket.all)
    func cutPackets(packet: KeepalivedPacket) {
        for length in 0..<packet.payload.count {
            #expect(throws: length < 8 ? Refusal.tooShort : Refusal.lengthMismatch) {
                try decode(Array(packet.payload.prefix(length)), packet.header, packet.expectations)
            }
        }
    }

    @Test("any one bit that flips is noticed", arguments: KeepalivedPacket.all)
    func flippedBits(packet: KeepalivedPacket) {
        for bit in 0..<packet.payload.count * 8 {
            var payload = packet.payload
            payload[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: Refusal.self) { try decode(payload, packet.header, packet.expectations) }
        }
    }

    @Test("the VRID is found before the packet is checked")
    func virtualRouterID() {
        #expect(Advertisement.virtualRouterID(of: KeepalivedPacket.v2.payload.span) == 51)
        #expect(Advertisement.virtualRouterID(of: ([0x21] as [UInt8]).span) == nil)
    }

    @Test("every reason to refuse", arguments: RefusalRow.all)
    func refusals(row: RefusalRow) {
        #expect(throws: row.refusal) { try decode(row.payload, row.header, row.expectations) }
    }

    @Test("the table has a row for every reason")
    func tableIsComplete() {
        #expect(Set(RefusalRow.all.map(\.refusal)) == Set(Refusal.allCases))
    }
}

func decode(
    _ payload: [UInt8], _ header: PacketHeader, _ expectations: Expectations
) throws(Refusal) -> Advertisement {
    try Advertisement.decode(payload.span, header: header, expecting: expectations)
}
