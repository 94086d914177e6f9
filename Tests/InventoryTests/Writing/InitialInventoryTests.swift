import Addresses
import Testing

@testable import Inventory

@Suite("a new inventory")
struct InitialInventoryTests {
    private func initial(_ settings: [String: String] = [:]) throws -> InitialInventory {
        try InitialInventory(
            balancers: ["server1=10.0.0.1", "10.0.0.2/16"], web: ["10.0.0.100", "w2=10.0.0.200"],
            vips: ["10.0.0.10", "2001:db8::1:0"], settings: settings)
    }

    @Test("takes a variable for any value, a password's too, though it is not set yet")
    func variables() throws {
        let text = try InitialInventory(
            balancers: ["10.0.0.1"], web: ["10.0.0.3"], vips: ["10.0.0.4"],
            settings: [
                "proxy.stats.user": "admin", "proxy.stats.password": "${SECRET}", "proxy.port": "${PORT}",
            ]
        ).text
        #expect(text.contains("password: ${SECRET}\n"))
        #expect(text.contains("port: ${PORT}\n"))
    }

    @Test("loads, with names for bare addresses")
    func loads() throws {
        let inventory = try read(initial().text)
        #expect(inventory.balancers.map(\.host.name) == ["server1", "lb2"])
        #expect(inventory.balancers.map(\.host.address.description) == ["10.0.0.1/24", "10.0.0.2/16"])
        #expect(inventory.webServers.map(\.host.name) == ["web1", "w2"])
        #expect(inventory.virtualAddresses.map(\.description) == ["10.0.0.10/24", "2001:db8::1:0/64"])
    }

    @Test("has the settings that were named")
    func settings() throws {
        let settings = [
            "ssh.user": "ops", "name": "2012", "cache": "varnish", "proxy.port": "8080", "proxy.cookie": "false",
            "proxy.check.path": "/ok?a=1", "site": "my site", "vrrp.authentication": "${SECRET}",
        ]
        let inventory = try read(initial(settings).text, environment: ["SECRET": "abc"])
        #expect(inventory.name == "2012")
        #expect(inventory.balancers[0].host.ssh.user == "ops")
        #expect(inventory.cache == .varnish)
        #expect(inventory.proxy.port == 8080)
        #expect(inventory.proxy.check.path == "/ok?a=1")
        #expect(inventory.site == "/inventory/my site")
    }

    @Test("shows every key that is not set, with its default: uncommented, it loads to the same")
    func defaults() throws {
        let lines = try initial().text.split(separator: "\n", omittingEmptySubsequences: false)
        let uncommented = lines.map { line in
            line.replacing(/^( *)#(?! )/) { $0.1 }.replacing(/^( *)#(?=  +[a-z])/) { $0.1 }
        }.joined(separator: "\n")
        let environment = ["STATS_PASSWORD": "abc", "VRRP_PASSWORD": "abc", "HOME": "/root"]
        var inventory = try read(uncommented, environment: environment)
        #expect(inventory.balancers.count == 3)
        #expect(inventory.webServers.count == 3)
        #expect(inventory.proxy.statistics.login?.user == "ops")
        inventory.proxy.statistics.login = nil
        inventory.vrrp.authentication = nil
        #expect(inventory.proxy == ProxySettings())
        #expect(inventory.vrrp == VRRPSettings())
        for path in Inventory.keys.paths {
            let name = path.split(separator: ".").last ?? ""
            #expect(uncommented.contains("\(name):"), "\(path)")
        }
    }

    @Test("is refused for arguments that make no cluster, by key path")
    func refused() {
        let nothing = #expect(throws: InventoryError.self) {
            try InitialInventory(balancers: [], web: [], vips: [], settings: ["port": "80"])
        }
        #expect(
            nothing?.problems.map(\.description) == [
                "no balancer is named; at least one is needed", "no web server is named; at least one is needed",
                "no VIP is named; at least one is needed", "port: there is no such key",
            ])
        let wrong = #expect(throws: InventoryError.self) {
            try InitialInventory(
                balancers: ["10.0.0.1", "a b=10.0.0.1"], web: ["w=x\ny"], vips: ["10.0.0.1"],
                settings: ["ssh.user": "-o", "proxy.port": "x: y"])
        }
        #expect(
            wrong?.problems.map(\.description).sorted() == [
                "balancers.a b: 10.0.0.1 is already the address of balancers.lb1",
                "balancers.a b: expected a host name: letters, digits and inner hyphens, at most 63, not digits alone",
                "proxy.port: found \"x: y\", expected a whole number, 1 to 65535",
                "ssh.user: found \"-o\", expected a user name: letters, digits, \"_\", \".\", \"@\" and \"-\", at most 64",
                "vips[0]: 10.0.0.1 is the address of balancers.lb1; a VIP must be an address that no host has",
                "web.w: found \"x\\ny\", expected an IPv4 or IPv6 address, with or without a prefix, such as 10.0.0.201 or 10.0.0.201/24",
            ])
        let twice = #expect(throws: InventoryError.self) {
            try InitialInventory(balancers: ["a=10.0.0.1", "a=10.0.0.2"], web: ["10.0.0.3"], vips: ["10.0.0.4"])
        }
        #expect(twice?.description == "balancers.a: the name of two hosts; each needs its own")
    }

    @Test("names its schema for editors")
    func schema() throws {
        let text = try InitialInventory(
            balancers: ["10.0.0.1"], web: ["10.0.0.2"], vips: ["10.0.0.3"], schema: "schema.json"
        ).text
        #expect(text.hasPrefix("# yaml-language-server: $schema=schema.json\n"))
    }
}
