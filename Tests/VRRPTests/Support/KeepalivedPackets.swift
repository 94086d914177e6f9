package import Addresses
import Testing
import VRRP

/// What keepalived 2.2.7 of Debian 12 sent in a network namespace: eth0 was 02:00:00:00:00:0a with 10.0.0.1/24 and
/// fe80::ff:fe00:a, `virtual_router_id 51`, `priority 101`. Frames as tcpdump took them.
struct KeepalivedPacket: CustomTestStringConvertible, Sendable {
    let name: String
    let frame: [UInt8]
    /// Where VRRP begins in the frame.
    let offset: Int
    let header: PacketHeader
    let expectations: Expectations
    let priority: UInt8

    var payload: [UInt8] { Array(frame[offset...]) }
    var testDescription: String { name }

    init(
        _ name: String, _ version: ProtocolVersion, priority: UInt8 = 101, authentication: Authentication = .none,
        interval: Int = 100, from source: IPAddress = "10.0.0.1", to destination: IPAddress = "224.0.0.18",
        _ addresses: [IPAddress], _ frame: String
    ) {
        self.name = name
        self.frame = hex(frame)
        self.priority = priority
        offset = source.family == .ipv4 ? 34 : 54
        header = PacketHeader(source: source, destination: destination, hopLimit: 255)
        expectations = Expectations(
            version: version, virtualRouterID: 51, family: source.family, authentication: authentication,
            interval: AdvertisementInterval(centiseconds: interval), addresses: addresses,
            primaryAddress: source.family == .ipv4 ? "10.0.0.2" : "fe80::ff:fe00:b")
    }

    static let v2 = KeepalivedPacket(
        "VRRPv2, two addresses", .v2, ["10.0.0.10", "10.0.0.11"],
        """
        01 00 5e 00 00 12  02 00 00 00 00 0a  08 00          # Ethernet
        45 c0 00 2c  00 01 00 00  ff 70 d0 8d                # IPv4: 44 bytes, TTL 255, protocol 112
        0a 00 00 01  e0 00 00 12                             # 10.0.0.1 to 224.0.0.18
        21 33 65 02                                          # version 2 type 1, VRID 51, priority 101, two addresses
        00 01 65 b4                                          # no authentication, 1 s, checksum
        0a 00 00 0a  0a 00 00 0b                             # 10.0.0.10, 10.0.0.11
        00 00 00 00 00 00 00 00                              # authentication data
        """)
    static let v2Password = KeepalivedPacket(
        "VRRPv2, auth_pass secret", .v2, authentication: .password(.init("secret")), ["10.0.0.10"],
        """
        01 00 5e 00 00 12  02 00 00 00 00 0a  08 00
        45 c0 00 28  00 01 00 00  ff 70 d0 91
        0a 00 00 01  e0 00 00 12
        21 33 65 01
        01 01 32 74                                          # password, 1 s, checksum
        0a 00 00 0a
        73 65 63 72 65 74 00 00                              # secret, zeros after it
        """)
    static let v2Unicast = KeepalivedPacket(
        "VRRPv2, unicast_peer", .v2, authentication: .password(.init("secret")), to: "10.0.0.2", ["10.0.0.10"],
        """
        02 00 00 00 00 0b  02 00 00 00 00 0a  08 00
        45 c0 00 28  00 01 00 00  ff 70 a6 a2
        0a 00 00 01  0a 00 00 02                             # to 10.0.0.2
        21 33 65 01  01 01 32 74
        0a 00 00 0a
        73 65 63 72 65 74 00 00
        """)
    static let v3 = KeepalivedPacket(
        "VRRPv3, 100 ms", .v3, interval: 10, ["10.0.0.10"],
        """
        01 00 5e 00 00 12  02 00 00 00 00 0a  08 00
        45 c0 00 20  00 01 00 00  ff 70 d0 99
        0a 00 00 01  e0 00 00 12
        31 33 65 01                                          # version 3 type 1
        00 0a 75 27                                          # 10 centiseconds, checksum with pseudo-header
        0a 00 00 0a
        """)
    static let v3Unicast = KeepalivedPacket(
        "VRRPv3, unicast_peer", .v3, to: "10.0.0.2", ["10.0.0.10"],
        """
        02 00 00 00 00 0b  02 00 00 00 00 0a  08 00
        45 c0 00 20  00 01 00 00  ff 70 a6 aa
        0a 00 00 01  0a 00 00 02
        31 33 65 01  00 64 4a de                             # 1 s, checksum with 10.0.0.2
        0a 00 00 0a
        """)
    static let v3IPv6 = KeepalivedPacket(
        "VRRPv3, IPv6", .v3, from: "fe80::ff:fe00:a", to: "ff02::12", ["fe80::10", "fd00::10"],
        """
        33 33 00 00 00 12  02 00 00 00 00 0a  86 dd
        6c 03 16 6e  00 28 70 ff                             # 40 bytes, next header 112, hop limit 255
        fe 80 00 00 00 00 00 00  00 00 00 ff fe 00 00 0a
        ff 02 00 00 00 00 00 00  00 00 00 00 00 00 00 12
        31 33 65 02  00 64 70 8c
        fe 80 00 00 00 00 00 00  00 00 00 00 00 00 00 10
        fd 00 00 00 00 00 00 00  00 00 00 00 00 00 00 10
        """)

    static let all = [v2, v2Password, v2Unicast, v3, v3Unicast, v3IPv6]

    /// The first gratuitous ARP for 10.0.0.10.
    static let gratuitousARP = hex(
        """
        ff ff ff ff ff ff  02 00 00 00 00 0a  08 06
        00 01 08 00 06 04 00 01                              # Ethernet, IPv4, request
        02 00 00 00 00 0a  0a 00 00 0a                       # sender: 10.0.0.10
        ff ff ff ff ff ff  0a 00 00 0a                       # target: 10.0.0.10
        """)
    /// The first neighbour advertisement for fd00::10; the host did not forward IPv6.
    static let neighbourAdvertisement = hex(
        """
        33 33 00 00 00 01  02 00 00 00 00 0a  86 dd
        60 00 00 00  00 20 3a ff                             # 32 bytes, ICMPv6, hop limit 255
        fd 00 00 00 00 00 00 00  00 00 00 00 00 00 00 10
        ff 02 00 00 00 00 00 00  00 00 00 00 00 00 00 01
        88 00 5a 74  20 00 00 00                             # neighbour advertisement, checksum, Override
        fd 00 00 00 00 00 00 00  00 00 00 00 00 00 00 10
        02 01 02 00 00 00 00 0a                              # target link-layer address
        """)
}

extension IPAddress: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let address = IPAddress(text) else { preconditionFailure("\(text) is no IP address") }
        self = address
    }
}
