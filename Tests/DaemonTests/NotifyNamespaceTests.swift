import Testing

@testable import Linux

@Suite("notify scripts", .inNamespaces)
struct NotifyNamespaceTests {
    @Test(
        "notify gets INSTANCE, name, state and priority for every change, as from keepalived",
        arguments: Engine.allCases)
    func arguments(engine: Engine) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let said = router.file("said")
            let script = try router.writeScript("notify.sh", "echo \"$*\" >> \(said)")
            let configuration = Configuration(.v3, router, priority: 150, "notify \(script)")
            try await router.start(engine, configuration.text)
            try await network.settle(on: router, .virtual4)
            try await network.setLink(of: router, up: false)
            try await eventually("a fault is told", within: .seconds(5)) {
                router.lines(of: said).last?.contains("FAULT") ?? false ? () : nil
            }
            try await network.setLink(of: router, up: true)
            try await network.settle(on: router, .virtual4)
            try await router.stop()
            let expected = ["BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER", "STOP"].map { "INSTANCE VI_1 \($0) 150" }
            #expect(router.lines(of: said) == expected)
        }
    }

    @Test("each state has a script of its own, with arguments of the configuration's")
    func ownScripts() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let said = router.file("said")
            let script = try router.writeScript("notify.sh", "echo \"$#: $*\" >> \(said)")
            let lines = ["master", "backup", "fault", "stop"].map { "notify_\($0) \"\(script) is '\($0) now'\"" }
            var configuration = Configuration(.v3, router, priority: 150)
            configuration.lines = lines
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            try await network.setLink(of: router, up: false)
            try await router.becomes("FAULT")
            try await router.stop()
            let expected = ["backup", "master", "fault", "stop"].map { "2: is \($0) now" }
            #expect(router.lines(of: said) == expected)
        }
    }

    @Test("a script runs as script_user, and one that fails or is missing changes nothing but the log")
    func userAndFailure() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let said = router.file("said")
            let script = try router.writeScript("notify.sh", "id -un > \(said); exit 3")
            var configuration = Configuration(
                .v3, router, priority: 150, "notify_master \(script)", "notify_backup \(router.file("missing.sh"))")
            configuration.globals = ["script_user nobody nogroup"]
            try await router.start(
                .clusterd, configuration.text.replacing("script_user root", with: ""))
            try await network.settle(on: router, .virtual4)
            try await eventually("it is told", within: .seconds(5)) {
                router.log.contains("\(script): exit status 3") && router.log.contains("missing.sh") ? () : nil
            }
            #expect(router.lines(of: said) == ["nobody"])
        }
    }
}
