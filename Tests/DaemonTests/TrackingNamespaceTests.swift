import Foundation
import Glibc
import Testing

@testable import Linux

@Suite("what a router tracks", .inNamespaces)
struct TrackingNamespaceTests {
    private func script(_ router: Router, _ keywords: String) throws -> String {
        let path = try router.writeScript("check.sh", "test ! -e \(router.file("broken"))")
        return "vrrp_script check {\n script \"\(path)\"\n interval 1\n \(keywords)\n}"
    }

    private func setBroken(_ router: Router, _ isBroken: Bool) throws {
        let file = router.file("broken")
        if isBroken {
            try "".write(toFile: file, atomically: true, encoding: .utf8)
        } else {
            try FileManager.default.removeItem(atPath: file)
        }
    }

    /// Router 1 with a script, router 2 without.
    private func start(
        _ network: Network, _ pair: Pair, _ block: String, track: String, priority: Int = 150
    ) async throws -> (Router, Router) {
        let (high, low) = (network.routers[0], network.routers[1])
        try await low.start(pair.backup, Configuration(.v3, low, priority: 100).text)
        var configuration = Configuration(.v3, high, priority: priority)
        configuration.blocks = block
        configuration.lines = [track]
        try await high.start(pair.master, configuration.text)
        return (high, low)
    }

    @Test(
        "a script without weight that fails `fall` times is a fault, and no more after `rise` successes",
        arguments: Pair.all)
    func scriptFault(pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let block = try script(network.routers[0], "fall 2\n rise 2")
            let (high, low) = try await start(network, pair, block, track: "track_script {\n check\n }")
            try await network.settle(on: high, .virtual4)
            try setBroken(high, true)
            // The first failure is not believed yet.
            try await network.stays(on: high, .virtual4, for: .milliseconds(700))
            try await network.settle(on: low, .virtual4)
            if pair.master == .clusterd {
                #expect(try high.instance.state == "FAULT")
                #expect(try high.instance.faults == "script failed")
                #expect(try high.status.tracked == ["script check": false])
            }
            try setBroken(high, false)
            try await network.settle(on: high, .virtual4)
        }
    }

    @Test(
        "a script's weight lowers the priority while it fails, or raises it while it does not",
        arguments: [("weight -100", 150), ("weight 100", 50)], Pair.all)
    func scriptWeight(script weight: (keyword: String, priority: Int), pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            let block = try script(network.routers[0], weight.keyword)
            let (high, low) = try await start(
                network, pair, block, track: "track_script {\n check\n }", priority: weight.priority)
            try await network.settle(on: high, .virtual4)
            try setBroken(high, true)
            try await network.settle(on: low, .virtual4)
            if pair.master == .clusterd {
                #expect(try high.instance.state == "BACKUP")
                #expect(try high.instance.effective_priority == 50)
            }
            try setBroken(high, false)
            try await network.settle(on: high, .virtual4)
        }
    }

    @Test("a script that takes longer than its timeout has failed, and is ended with all it has started")
    func scriptTimeout() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let path = try router.writeScript("slow.sh", "echo $$ >> \(router.file("running"))\nsleep 321 & sleep 321")
            var configuration = Configuration(.v3, router, priority: 150)
            configuration.blocks = "vrrp_script slow {\n script \"\(path)\"\n interval 1\n timeout 1\n weight -20\n}"
            configuration.lines = ["track_script {\n slow\n }"]
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            try await eventually("the priority falls", within: .seconds(5)) {
                try router.instance.effective_priority == 130 ? () : nil
            }
            #expect(router.log.contains("script slow: it takes longer than 1.0 seconds"))
            try await router.stop()
            let groups = router.lines(of: router.file("running")).compactMap { Int32($0) }
            #expect(!groups.isEmpty)
            try await eventually("none of it runs", within: .seconds(3)) {
                groups.allSatisfy { kill(-$0, 0) != 0 } ? () : nil
            }
        }
    }

    /// keepalived follows processes with the proc connector alone, which only the first network namespace has: here it
    /// can be the backup, not the one that tracks.
    @Test(
        "the death of a tracked process moves the address at once; its return brings it back",
        arguments: Engine.allCases)
    func process(backup: Engine) async throws {
        try await Network.with(routers: 2) { network in
            // All processes of the machine are seen from within a network namespace: the name must be its own.
            let name = "tp\(UInt32.random(in: 0 ... .max))"
            let executable = "\(network.folder)/\(name)"
            try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: executable)
            let proxy = try await network.routers[0].run([executable, "600"])
            let block = "vrrp_track_process proxy {\n process \(name)\n}"
            let pair = Pair(master: .clusterd, backup: backup)
            let (high, low) = try await start(network, pair, block, track: "track_process {\n proxy\n }")
            try await network.settle(on: high, .virtual4)
            proxy.signal(SIGKILL)
            // 10 ms are promised; the machine may have others to serve.
            try await high.becomes("FAULT", within: .milliseconds(200))
            #expect(try high.instance.faults == "process not running")
            try await network.settle(on: low, .virtual4, steadyFor: .zero)
            _ = try await network.routers[0].run([executable, "600"])
            try await network.settle(on: high, .virtual4)
        }
    }

    @Test("where the kernel does not tell of processes, looking for them among thousands delays no advertisement")
    func manyProcesses() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let name = "tp\(UInt32.random(in: 0 ... .max))"
            let executable = "\(network.folder)/\(name)"
            try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: executable)
            let path = try router.writeScript("many.sh", "for i in $(seq 2000); do sleep 600 & done; echo done; wait")
            let many = try await router.run([path])
            try await eventually("all have started", within: .seconds(60)) { many.output.contains("done") ? () : nil }
            var configuration = Configuration(.fast, router, priority: 150)
            configuration.blocks = "vrrp_track_process proxy {\n process \(executable)\n full_command\n weight 50\n}"
            configuration.lines = ["track_process {\n proxy\n }"]
            try await router.start(.clusterd, configuration.text)
            try await network.settle(on: router, .virtual4)
            #expect(try router.instance.effective_priority == 150)
            let before = try router.instance.counters["advertisements_sent"] ?? 0
            try await Task.sleep(for: .seconds(3))
            let sent = try (router.instance.counters["advertisements_sent"] ?? 0) - before
            // Each time that one is late by a whole interval, one is left out.
            #expect(sent >= 295, "\(sent) of 300 advertisements in three seconds")
            _ = try await router.run([executable, "600"])
            try await eventually("the process is found", within: .seconds(2)) {
                try router.instance.effective_priority == 200 ? () : nil
            }
        }
    }

    @Test(
        "an interface without weight is a fault while it is down; with one it changes the priority",
        arguments: ["", "weight -60"], Pair.mixed)
    func interface(weight: String, pair: Pair) async throws {
        try await Network.with(routers: 2) { network in
            try await network.routers[0].namespace.ip(
                "link add t0 type veth peer name t1", "link set t0 up", "link set t1 up")
            let (high, low) = try await start(network, pair, "", track: "track_interface {\n t0 \(weight)\n }")
            try await network.settle(on: high, .virtual4)
            try await high.namespace.ip("link set t1 down")
            try await network.settle(on: low, .virtual4)
            if pair.master == .clusterd {
                #expect(try high.instance.state == (weight.isEmpty ? "FAULT" : "BACKUP"))
                #expect(try high.instance.effective_priority == (weight.isEmpty ? 150 : 90))
            }
            try await high.namespace.ip("link set t1 up")
            try await network.settle(on: high, .virtual4)
        }
    }
}
