import Testing

@testable import Linux

@Suite("who the daemon is", .inNamespaces)
struct PrivilegeNamespaceTests {
    /// An ordinary user with these capabilities and no way to others.
    private func user(_ capabilities: String...) -> [String] {
        let list = (["-all"] + capabilities.map { "+\($0)" }).joined(separator: ",")
        return [
            "/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534",
            "--clear-groups", "--inh-caps", list,
            "--ambient-caps", list, "--bounding-set", list, "--no-new-privs",
        ]
    }

    @Test(
        "an ordinary user with CAP_NET_ADMIN, CAP_NET_RAW and CAP_SYS_NICE is a whole router",
        arguments: [Wire.v2, .v3, .v3IPv6, .v3Unicast])
    func threeCapabilities(wire: Wire) async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            var configuration = Configuration(wire, high, priority: 200)
            configuration.globals = ["vrrp_rt_priority 50"]
            configuration.lines = ["virtual_routes {\n 198.51.100.0/24 via 10.9.0.99 dev eth0\n }"]
            // Its scripts are run as it is.
            let text = configuration.text.replacing("script_user root", with: "script_user nobody nogroup")
            try await low.start(.keepalived, Configuration(wire, low, priority: 100).text)
            try await high.start(.clusterd, text, prefix: user("net_admin", "net_raw", "sys_nice"))
            try await network.settle(on: high, wire.virtualAddress)
            #expect(try await high.routes.contains("198.51.100.0/24"))
            let process = try #require(high.program).process
            #expect(try realTimePriority(of: process) == 50)

            try high.write(text.replacing("priority 200", with: "priority 210"))
            #expect(try await high.ask("--reload").status == 0)
            try await network.setLink(of: high, up: false)
            try await network.settle(on: low, wire.virtualAddress)
            try await network.setLink(of: high, up: true)
            try await network.settle(on: high, wire.virtualAddress)
            try await high.kill()
            try await network.settle(on: low, wire.virtualAddress)
        }
    }

    /// `rt_priority` of proc_pid_stat(5).
    private func realTimePriority(of process: Int32) throws -> Int {
        let text = try String(decoding: File.read("/proc/\(process)/stat", limit: 4096), as: UTF8.self)
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        return Int(fields[38]) ?? -1
    }

    @Test(
        "without one of them it does not start, and says which is missing and what to do",
        arguments: [("net_admin", "CAP_NET_RAW"), ("net_raw", "CAP_NET_ADMIN")])
    func missing(given: String, missing: String) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let text = Configuration(.v3, router, priority: 200).text
                .replacing("script_user root", with: "script_user nobody nogroup")
            try await router.start(.clusterd, text, prefix: user(given))
            #expect(try await router.program?.ended() == .exited(1))
            #expect(router.log.contains("it needs \(missing)"))
            #expect(router.log.contains("AmbientCapabilities="))
        }
    }

    @Test("vrrp_rt_priority without CAP_SYS_NICE is refused by name")
    func noRealTime() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            var configuration = Configuration(.v3, router, priority: 200)
            configuration.globals = ["vrrp_rt_priority 50"]
            let text = configuration.text.replacing("script_user root", with: "script_user nobody nogroup")
            try await router.start(.clusterd, text, prefix: user("net_admin", "net_raw"))
            #expect(try await router.program?.ended() == .exited(1))
            #expect(router.log.contains("CAP_SYS_NICE"))
        }
    }
}
