import Addresses
import Testing

/// How routers speak: version, interval, family, transport, password.
struct Wire: Hashable, Sendable, CustomTestStringConvertible {
    var version = 3
    var interval = "0.1"
    var family = IPAddress.Family.ipv4
    var isUnicast = false
    var password: String?

    var testDescription: String {
        let words = [
            "v\(version)", "\(interval) s", family == .ipv4 ? "IPv4" : "IPv6", isUnicast ? "unicast" : "multicast",
            password == nil ? nil : "PASS",
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }

    static let v2 = Wire(version: 2, interval: "1")
    static let v2Password = Wire(version: 2, interval: "1", password: "geheim")
    static let v2Unicast = Wire(version: 2, interval: "1", isUnicast: true)
    static let v3 = Wire()
    static let v3Unicast = Wire(isUnicast: true)
    static let v3IPv6 = Wire(family: .ipv6)
    static let v3IPv6Unicast = Wire(family: .ipv6, isUnicast: true)
    static let fast = Wire(interval: "0.01")
    static let fastUnicast = Wire(interval: "0.01", isUnicast: true)
    static let fastIPv6 = Wire(interval: "0.01", family: .ipv6)

    static let all = [
        v2, v2Password, v2Unicast, v3, v3Unicast, v3IPv6, v3IPv6Unicast, fast, fastUnicast, fastIPv6,
    ]

    /// The virtual address of tests with one.
    var virtualAddress: IPAddress { family == .ipv4 ? .virtual4 : .virtual6 }

    /// Three intervals and the longest skew time.
    var masterDown: Duration {
        switch interval {
        case "1": .seconds(4)
        case "0.1": .milliseconds(400)
        default: .milliseconds(40)
        }
    }
}

extension IPAddress {
    static let virtual4 = IPAddress(v4: 0x0A09_000A)
    static let virtual6 = IPAddress(v6: 0xFD00_0009_0000_0000, 0x10)
}

/// A keepalived.conf of one instance, for either engine.
struct Configuration {
    var wire: Wire
    var priority: Int
    /// The routers there are, and which one this is for.
    var routers = 2
    var number: Int
    /// More lines of the instance.
    var lines: [String] = []
    /// More of `global_defs`.
    var globals: [String] = []
    /// What stands before the instance.
    var blocks = ""
    var addresses: [String]?

    init(_ wire: Wire, _ router: Router, priority: Int, of routers: Int = 2, _ lines: String...) {
        self.wire = wire
        self.priority = priority
        self.routers = routers
        self.lines = lines
        number = router.number
    }

    var text: String {
        """
        global_defs {
            router_id router\(number)
            script_user root
            \(isFast ? "vrrp_rt_priority 50" : "")
            \(globals.joined(separator: "\n    "))
        }
        \(blocks)
        \(instance("VI_1"))
        """
    }

    /// At 10 ms, being late by 30 is a takeover: it needs what an operator would give it.
    private var isFast: Bool { wire.interval == "0.01" }

    func instance(_ name: String, virtualRouterID: Int = 51) -> String {
        """
        vrrp_instance \(name) {
            state BACKUP
            interface eth0
            virtual_router_id \(virtualRouterID)
            priority \(priority)
            version \(wire.version)
            advert_int \(wire.interval)
            \(authentication)\(transport)
            \(lines.joined(separator: "\n    "))
            virtual_ipaddress {
                \((addresses ?? ["\(wire.virtualAddress)/\(wire.family == .ipv4 ? 24 : 64)"])
                    .joined(separator: "\n        "))
            }
        }
        """
    }

    private var authentication: String {
        wire.password.map { "authentication {\n auth_type PASS\n auth_pass \($0)\n }\n" } ?? ""
    }

    private var transport: String {
        guard wire.isUnicast else { return "" }
        let prefix = wire.family == .ipv4 ? "10.9.0." : "fd00:9::"
        let peers = (1...routers).filter { $0 != number }.map { "\(prefix)\($0)" }
        return "unicast_src_ip \(prefix)\(number)\nunicast_peer {\n \(peers.joined(separator: "\n"))\n }"
    }
}

/// Who is master first and who is backup.
struct Pair: Hashable, Sendable, CustomTestStringConvertible {
    let master: Engine
    let backup: Engine

    var testDescription: String { "\(master) before \(backup)" }

    static let mixed = [
        Pair(master: .clusterd, backup: .keepalived), Pair(master: .keepalived, backup: .clusterd),
    ]
    static let all = mixed + [Pair(master: .clusterd, backup: .clusterd)]
}
