import Addresses
import Inventory
import Testing

@testable import Lab

@Suite struct BootScriptTests {
    private func script(_ address: String = "10.0.0.1/24", routes: [String] = []) throws -> BootScript {
        let host = HostPlan(
            try .example("server1", address), interface: "eth0", port: "server1",
            routes: try routes.map { try InterfaceAddress($0) }, limits: .none)
        return BootScript(
            host: host, paths: HostPaths(directory: "/s/default/hosts/server1"), base: "/c/base",
            labNamespace: NetworkNamespace(name: "cluster-default"),
            hostNamespace: NetworkNamespace(name: "cluster-default.server1"), controlGroups: ["/sys/fs/cgroup/x"])
    }

    @Test("the container boots in the host's own network namespace")
    func containerCommand() throws {
        #expect(
            try script().containerCommand == [
                "systemd-nspawn", "--quiet", "--settings=no", "--register=no", "--keep-unit", "--boot",
                "--network-namespace-path=/run/netns/cluster-default.server1",
                "--capability=CAP_NET_ADMIN,CAP_IPC_LOCK", "--console=pipe", "--resolv-conf=off", "--timezone=off",
                "--link-journal=no", "--machine=server1", "--directory=/s/default/hosts/server1/root",
            ])
    }

    @Test("the interface has the inventory's name and address, and routes to other networks")
    func interfaceCommands() throws {
        #expect(
            try script(routes: ["10.1.0.0/16"]).interfaceCommands == [
                "link set dev lo up", "address add 10.0.0.1/24 dev eth0", "link set dev eth0 up",
                "route replace 10.1.0.0/16 dev eth0",
            ])
    }

    @Test("an IPv6 address is usable at once, without duplicate address detection")
    func ipv6() throws {
        #expect(try script("fd00::1/64").interfaceCommands.contains("address add fd00::1/64 dev eth0 nodad"))
    }

    @Test("the interface keeps its hardware address from boot to boot, and no two hosts share one")
    func linkAddress() throws {
        let commands = try script().bridgeCommands
        #expect(try script().bridgeCommands == commands)
        let address = try #require(commands[0].firstMatch(of: #/address (02(:[0-9a-f]{2}){5}) /#)).1
        var other = try script()
        other = BootScript(
            host: other.host, paths: other.paths, base: other.base, labNamespace: other.labNamespace,
            hostNamespace: NetworkNamespace(name: "cluster-default.server2"), controlGroups: [])
        #expect(!other.bridgeCommands[0].contains(address))
    }

    @Test("a word is one word for the shell", arguments: [("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''")])
    func quoting(word: String, expected: String) {
        #expect(ShellQuote.quoted(word) == expected)
    }
}
