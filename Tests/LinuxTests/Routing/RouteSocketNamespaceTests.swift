import Addresses
import CLinux
import Glibc
import Testing

@testable import Linux

@Suite(
    "rtnetlink in a namespace of its own",
    .enabled(if: TestNamespace.canBeMade, TestNamespace.skipReason), .serialized)
struct RouteSocketNamespaceTests {
    private func address(_ text: String) throws -> InterfaceAddress {
        let parts = text.split(separator: "/").map(String.init)
        return InterfaceAddress(
            address: try #require(IPAddress(parts[0])), prefixLength: try #require(Int(parts[1])))
    }

    @Test("lists the links that ip lists")
    func links() throws {
        let namespace = try TestNamespace()
        try namespace.ip("link add a0 type veth peer name b0")
        try namespace.ip("link set a0 mtu 1400 address 02:00:00:00:00:0a up")
        let link = try namespace.link("a0")
        #expect(link.mtu == 1400 && link.hardwareAddress?.description == "02:00:00:00:00:0a" && link.kind == "veth")
        #expect(link.isUp && !link.isRunning, "its other end is off")
        let peer = try namespace.link("b0").index
        #expect(link.parent == peer)
        try namespace.run {
            var routes = try RouteSocket()
            try routes.setLink(peer, up: true)
        }
        // The kernel tells the carrier a moment later.
        try eventually { try namespace.link("a0").isReady ? () : nil }
        #expect(try namespace.link("lo").isLoopback)
    }

    @Test(
        "adds an address and removes it, once or twice",
        arguments: [("10.0.0.10/24", "a0:1"), ("fd00::10/64", nil), ("fe80::10/64", nil)] as [(String, String?)])
    func addresses(text: String, label: String?) throws {
        let namespace = try TestNamespace()
        try namespace.addPair()
        let link = try namespace.link("a0").index
        let vip = try address(text)
        try namespace.run {
            var routes = try RouteSocket()
            let settings = AddressSettings(label: label, origin: 18)
            #expect(try routes.addAddress(vip, to: link, settings))
            #expect(try !routes.addAddress(vip, to: link, settings))
            let found = try #require(try routes.addresses(of: link).first { $0.address == vip })
            #expect(found.label == label ?? "" && !found.isTentative && found.origin == 18)
            #expect(try !routes.addresses(of: 1).contains { $0.address == vip })
            #expect(try routes.addresses().contains(found))
            #expect(try routes.removeAddress(vip, from: link))
            #expect(try !routes.removeAddress(vip, from: link))
            #expect(try !routes.addresses().contains { $0.address == vip })
            #expect(try !routes.removeAddress(vip, from: 4711), "an interface that is gone")
        }
    }

    @Test("tells why an address cannot be added, in the kernel's words too")
    func refusal() throws {
        let namespace = try TestNamespace()
        let wrong = InterfaceAddress(address: IPAddress(v4: 0x0A00_0001), prefixLength: 33)
        let error = try namespace.run {
            var routes = try RouteSocket()
            return try #require(throws: LinuxError.self) { try routes.addAddress(wrong, to: 1) }
        }
        #expect(error.description.hasPrefix("cannot add 10.0.0.1/33 to interface 1: Invalid argument (netlink)"))
    }

    @Test("adds routes and removes them, once or twice")
    func routes() throws {
        let namespace = try TestNamespace()
        try namespace.addPair()
        try namespace.ip("addr add 10.0.0.1/24 dev a0")
        try namespace.ip("addr add fd00::1/64 dev a0 nodad")
        let link = try namespace.link("a0").index
        var viaRouter = Route(to: try address("192.0.2.0/24"), via: IPAddress("10.0.0.254"), dev: link)
        (viaRouter.source, viaRouter.metric) = (IPAddress("10.0.0.1"), 7)
        var inTable = Route(to: try address("198.51.100.0/24"), dev: link)
        inTable.table = 1000
        var blocked = Route(to: try address("203.0.113.0/24"))
        blocked.kind = .blackhole
        let defaultV6 = Route(to: try address("::/0"), via: IPAddress("fd00::fe"), dev: link)
        for route in [viaRouter, inTable, blocked, defaultV6] {
            try namespace.run {
                var routes = try RouteSocket()
                #expect(try routes.addRoute(route))
                #expect(try !routes.addRoute(route))
            }
        }
        let main = try namespace.ip("route show")
        #expect(main.contains("192.0.2.0/24 via 10.0.0.254 dev a0 proto keepalived src 10.0.0.1 metric 7"))
        #expect(main.contains("blackhole 203.0.113.0/24 proto keepalived"))
        #expect(
            try namespace.ip("route show table 1000").contains("198.51.100.0/24 dev a0 proto keepalived scope link"))
        #expect(try namespace.ip("-6 route show").contains("default via fd00::fe dev a0 proto keepalived"))
        for route in [viaRouter, inTable, blocked, defaultV6] {
            try namespace.run {
                var routes = try RouteSocket()
                #expect(try routes.removeRoute(route))
                #expect(try !routes.removeRoute(route))
            }
        }
        #expect(try !namespace.ip("route show").contains("proto keepalived"))
    }

    @Test("makes a macvlan link with a virtual router's own address, and removes it (RFC 5798 §7.3)")
    func macvlan() throws {
        let namespace = try TestNamespace()
        try namespace.addPair()
        let parent = try namespace.link("a0").index
        try namespace.run {
            var routes = try RouteSocket()
            let address = HardwareAddress.virtualRouter(51, isIPv6: false)
            let link = try routes.createMacvlan("vrrp.51", on: parent, hardwareAddress: address)
            let error = #expect(throws: LinuxError.self) {
                _ = try routes.createMacvlan("vrrp.51", on: parent, hardwareAddress: address)
            }
            #expect(error?.code == EEXIST)
            #expect(link.kind == "macvlan" && link.parent == parent && link.hardwareAddress == address && !link.isUp)
            try routes.setLink(link.index, up: true)
            try eventually { try routes.links().contains { $0.name == "vrrp.51" && $0.isReady } ? () : nil }
            #expect(try routes.addresses(of: link.index).isEmpty, "no link-local address of the kernel's own making")
        }
        #expect(try namespace.ip("-d link show vrrp.51").contains("macvlan mode private"))
        let index = try namespace.link("vrrp.51").index
        try namespace.run {
            var routes = try RouteSocket()
            #expect(try routes.removeLink(index))
            #expect(try !routes.removeLink(index))
        }
    }

    @Test("tells of links and addresses as they change")
    func events() throws {
        let namespace = try TestNamespace()
        try namespace.addPair()
        let (link, peer) = (try namespace.link("a0").index, try namespace.link("b0").index)
        let vip = try address("10.0.0.10/24")
        try namespace.run {
            var events = try RouteEvents()
            var routes = try RouteSocket()
            #expect(try events.next() == nil)
            try routes.setLink(peer, up: false)
            let down = try eventually { try events.next().flatMap { $0.links(link) } }
            #expect(down.isUp && !down.isReady, "no carrier is a fault at once")
            try routes.setLink(peer, up: true)
            _ = try eventually { try events.next().flatMap { $0.links(link) }.flatMap { $0.isReady ? $0 : nil } }
            try routes.addAddress(vip, to: link)
            try routes.removeAddress(vip, from: link)
            var seen: [String] = []
            while let event = try events.next() {
                if case .address(let address) = event, address.address == vip { seen.append("added") }
                if case .addressGone(let address) = event, address.address == vip { seen.append("gone") }
            }
            #expect(seen == ["added", "gone"])
            try routes.removeLink(link)
            _ = try eventually {
                if case .linkGone(let gone) = try events.next(), gone.index == link { gone } else { nil }
            }
        }
    }

    @Test("says that events were lost, once, and goes on")
    func lost() throws {
        let namespace = try TestNamespace()
        try namespace.run {
            var events = try RouteEvents()
            var routes = try RouteSocket()
            let vip = try address("10.0.0.10/32")
            for _ in 0..<3000 {
                try routes.addAddress(vip, to: 1)
                try routes.removeAddress(vip, from: 1)
            }
            var losses = 0
            while let event = try events.next() { losses += event == .lost ? 1 : 0 }
            #expect(losses == 1)
            try routes.addAddress(vip, to: 1)
            #expect(try events.next() != nil)
        }
    }
}

extension RouteEvent {
    /// The link that it says is different, if that is the one of this index.
    fileprivate func links(_ index: Int32) -> Link? {
        if case .link(let link) = self, link.index == index { link } else { nil }
    }
}
