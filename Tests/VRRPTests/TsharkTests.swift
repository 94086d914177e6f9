import Addresses
import Glibc
import Testing
import VRRP

/// What an independent decoder says of our packets. Needs `tshark` (Debian: `apt-get install tshark`) and nothing else.
@Suite("What tshark reads in our packets", .enabled(if: Tshark.isInstalled, "tshark is not installed"))
struct TsharkTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let source: String
        let version: ProtocolVersion
        var priority: UInt8 = 100
        let centiseconds: Int
        let addresses: [IPAddress]
        var authentication = Authentication.none
        /// vrrp.version, vrrp.type, vrrp.virt_rtr_id, vrrp.prio, vrrp.addr_count, vrrp.adver_int or
        /// vrrp.short_adver_int, addresses, vrrp.auth_type, vrrp.auth_string, vrrp.checksum.status, expert messages.
        let fields: String

        var testDescription: String { source }
    }

    @Test(
        "an advertisement",
        arguments: [
            Row(
                source: "RFC 3768 §5: two addresses", version: .v2, centiseconds: 300,
                addresses: ["10.0.0.10", "10.0.0.11"], fields: "2|1|51|100|2|3||10.0.0.10,10.0.0.11||0||1|"),
            Row(
                source: "RFC 2338 §5.3.6: a password", version: .v2, priority: 255, centiseconds: 100,
                addresses: ["10.0.0.10"], authentication: .password(.init("secret")),
                fields: "2|1|51|255|1|1||10.0.0.10||1|secret|1|"),
            Row(
                source: "RFC 5798 §5.2: 40.95 s", version: .v3, priority: 0, centiseconds: 4095,
                addresses: ["10.0.0.10"], fields: "3|1|51|0|1||4095|10.0.0.10||||1|"),
            Row(
                source: "RFC 5798 §5.2: IPv6", version: .v3, centiseconds: 1, addresses: ["fe80::10", "fd00::10"],
                fields: "3|1|51|100|2||1||fe80::10,fd00::10|||1|"),
            Row(
                source: "RFC 5798 §5.2.5: 255 addresses", version: .v3, centiseconds: 100,
                addresses: (0..<255).map { IPAddress(v4: 0x0A01_0000 + $0) },
                fields: "3|1|51|100|255||100|\((0..<255).map { "10.1.0.\($0)" }.joined(separator: ","))||||1|"),
        ])
    func advertisement(row: Row) throws {
        let isIPv4 = row.addresses[0].family == .ipv4
        let header = PacketHeader(
            source: isIPv4 ? "10.0.0.1" : "fe80::1",
            destination: isIPv4 ? PacketHeader.multicastGroupV4 : PacketHeader.multicastGroupV6, hopLimit: 255)
        let advertisement = Advertisement(
            version: row.version, virtualRouterID: 51, priority: row.priority,
            interval: AdvertisementInterval(centiseconds: row.centiseconds))
        var expectations = KeepalivedPacket.v3.expectations
        expectations.addresses = row.addresses
        expectations.authentication = row.authentication
        let payload = try #require(encode(advertisement, expectations, header))
        let fields = Tshark.fields(
            [
                "vrrp.version", "vrrp.type", "vrrp.virt_rtr_id", "vrrp.prio", "vrrp.addr_count", "vrrp.adver_int",
                "vrrp.short_adver_int", "vrrp.ip_addr", "vrrp.ipv6_addr", "vrrp.auth_type", "vrrp.auth_string",
                "vrrp.checksum.status", "_ws.expert.message",
            ], ofFrame: Tshark.frame(payload, header))
        #expect(fields == row.fields)
    }

    @Test("a spoilt checksum is bad to tshark too: the test can fail")
    func spoilt() {
        var frame = KeepalivedPacket.v3.frame
        frame[40] ^= 1
        #expect(Tshark.fields(["vrrp.checksum.status"], ofFrame: frame) == "0")
    }

    @Test("a gratuitous ARP")
    func gratuitousARP() {
        let fields = Tshark.fields(
            ["arp.isgratuitous", "arp.opcode", "arp.src.hw_mac", "arp.src.proto_ipv4", "arp.dst.proto_ipv4"],
            ofFrame: frame {
                GratuitousARP.encode(into: &$0, address: "10.0.0.10", hardwareAddress: HardwareAddress(0x02_0000_000A))
            })
        #expect(fields == "1|1|00:02:00:00:00:0a|10.0.0.10|10.0.0.10")
    }

    @Test("a neighbour advertisement", arguments: [true, false])
    func neighbourAdvertisement(isRouter: Bool) {
        let fields = Tshark.fields(
            [
                "ipv6.dst", "ipv6.hlim", "icmpv6.type", "icmpv6.checksum.status", "icmpv6.nd.na.flag.r",
                "icmpv6.nd.na.flag.s", "icmpv6.nd.na.flag.o", "icmpv6.nd.na.target_address",
                "icmpv6.opt.target_linkaddr", "_ws.expert.message",
            ],
            ofFrame: frame {
                NeighbourAdvertisement.encode(
                    into: &$0, address: "fd00::10", hardwareAddress: HardwareAddress(0x02_0000_000A),
                    isRouter: isRouter)
            })
        #expect(fields == "ff02::1|255|136|1|\(isRouter ? 1 : 0)|0|1|fd00::10|00:02:00:00:00:0a|")
    }

    private func frame(_ encode: (inout MutableSpan<UInt8>) -> Int?) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 100)
        var span = buffer.mutableSpan
        let length = encode(&span) ?? 0
        return Array(buffer.prefix(length))
    }
}
