import Addresses
import Testing

@testable import Linux

@Suite("packets that must not be believed", .inNamespaces)
struct RefusalNamespaceTests {
    /// What is sent, and the counter that must grow by it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let counter: String
        var wire = Wire.v2Password
        /// The header from its first byte, without checksum and addresses.
        var head: [UInt8] = [0x21, 51, 250, 1, 1, 1]
        var password = "geheim"
        var hopLimit: UInt8 = 255
        /// Added to the right checksum.
        var damage: UInt16 = 0
        var addresses: [UInt8] = [10, 9, 0, 10]

        /// As sent to the group, or to 10.9.0.1.
        func packet(to destination: [UInt8] = [224, 0, 0, 18]) -> [UInt8] {
            var bytes = head + [0, 0] + addresses
            if wire.version == 2 {
                bytes += Array(password.utf8) + [UInt8](repeating: 0, count: 8 - password.utf8.count)
            }
            // RFC 5798 §5.2.8: the pseudo-header is summed too.
            let pseudo: [UInt8] =
                wire.version == 2 ? [] : [10, 9, 0, 99] + destination + [0, 112, 0, UInt8(bytes.count)]
            var sum: UInt32 = 0
            for (index, byte) in (pseudo + bytes).enumerated() {
                sum += index % 2 == 0 ? UInt32(byte) << 8 : UInt32(byte)
            }
            while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
            let checksum = ~UInt16(truncatingIfNeeded: sum) &+ damage
            (bytes[6], bytes[7]) = (UInt8(checksum >> 8), UInt8(truncatingIfNeeded: checksum))
            return bytes
        }
    }

    static let rows = [
        Row(testDescription: "RFC 3768 §7.1: TTL is not 255", counter: "hop_limit", hopLimit: 254),
        Row(testDescription: "RFC 2338 §7.1: wrong password", counter: "authentication_failed", password: "falsch"),
        Row(
            testDescription: "RFC 3768 §7.1: no password", counter: "authentication_type_mismatch",
            head: [0x21, 51, 250, 1, 0, 1], password: ""),
        Row(testDescription: "RFC 3768 §7.1: wrong interval", counter: "interval", head: [0x21, 51, 250, 1, 1, 7]),
        Row(testDescription: "RFC 3768 §7.1: checksum", counter: "checksum", damage: 1),
        Row(
            testDescription: "RFC 3768 §7.1: not an advertisement", counter: "type", head: [0x22, 51, 250, 1, 1, 1]),
        Row(
            testDescription: "RFC 3768 §7.1: other addresses", counter: "address_list", addresses: [10, 9, 0, 11]),
        Row(
            testDescription: "RFC 3768 §7.1: version", counter: "version_mismatch",
            wire: .v3, head: [0x21, 51, 250, 1, 0, 10]),
        Row(
            testDescription: "RFC 5798 §7.1: TTL is not 255", counter: "hop_limit", wire: .v3,
            head: [0x31, 51, 250, 1, 0, 10], hopLimit: 1),
        Row(
            testDescription: "RFC 5798 §7.1: checksum", counter: "checksum", wire: .v3,
            head: [0x31, 51, 250, 1, 0, 10], damage: 1),
        Row(
            testDescription: "RFC 5798 §5.2.5: more addresses than there are", counter: "length_mismatch", wire: .v3,
            head: [0x31, 51, 250, 9, 0, 10]),
    ]

    @Test("it is counted by its reason and told once, and the master stays master", arguments: rows)
    func refused(row: Row) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(row.wire, router, priority: 200).text)
            try await network.settle(on: router, .virtual4)
            let tap = try Tap(at: network.observer)
            for _ in 0..<20 { try tap.send(row.packet(), hopLimit: row.hopLimit) }
            try await eventually("all are counted", within: .seconds(3)) {
                try router.instance.counters["refused_\(row.counter)"] == 20 ? () : nil
            }
            #expect(try router.instance.state == "MASTER")
            #expect(try router.instance.counters["advertisements_received"] == 0)
            let lines = router.log.split(separator: "\n").filter { $0.contains("from 10.9.0.99 refused") }
            #expect((1...5).contains(lines.count), "a flood of packets must not be one of the log")
        }
    }

    @Test(
        "a packet in order is believed: the rows above are refused for their reason alone",
        arguments: [
            Row(testDescription: "v2 PASS", counter: ""),
            Row(testDescription: "v3", counter: "", wire: .v3, head: [0x31, 51, 250, 1, 0, 10]),
        ])
    func believed(row: Row) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(row.wire, router, priority: 200).text)
            try await network.settle(on: router, .virtual4)
            try Tap(at: network.observer).send(row.packet())
            try await router.becomes("BACKUP", within: .seconds(1))
            #expect(try router.instance.master == "10.9.0.99")
        }
    }

    @Test("the owner of addresses is believed though its list is not ours; that is counted and told")
    func owner() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v2, router, priority: 200).text)
            try await network.settle(on: router, .virtual4)
            let row = Row(
                testDescription: "", counter: "", head: [0x21, 51, 255, 1, 0, 1], addresses: [10, 9, 0, 11])
            try Tap(at: network.observer).send(row.packet())
            try await router.becomes("BACKUP", within: .seconds(1))
            let instance = try router.instance
            #expect(instance.master == "10.9.0.99" && instance.master_priority == 255)
            #expect(instance.counters["refused_address_list"] == 1)
            let words = "from 10.9.0.99 is of the addresses' owner, and believed, though it does not name 10.9.0.10"
            #expect(router.log.contains(words))
        }
    }

    @Test("an advertisement for another virtual router is none of ours")
    func otherRouter() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 200).text)
            try await network.settle(on: router, .virtual4)
            let row = Row(testDescription: "", counter: "", wire: .v3, head: [0x31, 52, 250, 1, 0, 10])
            let tap = try Tap(at: network.observer)
            for _ in 0..<20 { try tap.send(row.packet()) }
            try await network.settle(on: router, .virtual4)
            let refused = try router.instance.counters.filter { $0.key.hasPrefix("refused") && $0.value > 0 }
            #expect(refused.isEmpty)
            #expect(try router.instance.counters["advertisements_received"] == 0)
        }
    }

    @Test(
        "in unicast with check_unicast_src only a peer is believed, without it anybody, as by keepalived",
        arguments: [true, false])
    func stranger(isChecked: Bool) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            var configuration = Configuration(.v3Unicast, router, priority: 200)
            configuration.lines = isChecked ? ["check_unicast_src"] : []
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            let row = Row(testDescription: "", counter: "", wire: .v3, head: [0x31, 51, 250, 1, 0, 10])
            let tap = try Tap(at: network.observer)
            try tap.send(row.packet(to: [10, 9, 0, 1]), to: IPAddress(v4: 0x0A09_0001))
            guard isChecked else { return try await router.becomes("BACKUP", within: .seconds(1)) }
            try await eventually("it is counted", within: .seconds(3)) {
                try router.instance.counters["refused_not_a_peer"] == 1 ? () : nil
            }
            #expect(try router.instance.state == "MASTER")
        }
    }

    @Test("routers that disagree each say why: another password", arguments: Engine.allCases)
    func disagreement(peer: Engine) async throws {
        try await Network.with(routers: 2) { network in
            let (router, other) = (network.routers[0], network.routers[1])
            var wire = Wire.v2Password
            try await router.start(.clusterd, Configuration(wire, router, priority: 200).text)
            wire.password = "falsch"
            try await other.start(peer, Configuration(wire, other, priority: 100).text)
            try await eventually("both have the address", within: .seconds(15)) {
                try network.holders(of: .virtual4) == [1, 2] ? () : nil
            }
            try await eventually("it is counted", within: .seconds(5)) {
                try router.instance.counters["refused_authentication_failed", default: 0] > 0 ? () : nil
            }
            #expect(router.log.contains("advertisement from 10.9.0.2 refused: its password is not our auth_pass"))
        }
    }
}
