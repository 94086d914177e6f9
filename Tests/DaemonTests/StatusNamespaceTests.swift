import Foundation
import Glibc
import Observation
import Testing

@testable import Linux

@Suite("what a daemon says of itself", .inNamespaces)
struct StatusNamespaceTests {
    @Test("--status tells state, master seen, counters and transitions, as text and as one JSON object")
    func status() async throws {
        try await Network.with(routers: 2) { network in
            let (high, low) = (network.routers[0], network.routers[1])
            try await high.start(.clusterd, Configuration(.v3, high, priority: 200).text)
            try await low.start(.clusterd, Configuration(.v3, low, priority: 100).text)
            try await network.settle(on: high, .virtual4)
            try await eventually("the backup has heard a master", within: .seconds(5)) {
                try low.instance.master == nil ? nil : ()
            }

            let text = try await high.ask("--status")
            #expect(text.status == 0)
            for words in [
                "router1: \(high.configurationFile), process \(try #require(high.program).process), since ",
                "VI_1  MASTER since ", "VRRPv3 virtual router 51 on eth0, from 10.9.0.1", "priority 200\n",
                "addresses 10.9.0.10/24", "advertisements_sent ", "BACKUP → MASTER: no advertisement from a master",
            ] {
                #expect(text.output.contains(words), "\(words) is not in\n\(text.output)")
            }
            let backupText = try await low.ask("--status").output
            #expect(backupText.contains("master 10.9.0.1, priority 200"))

            let json = try await low.ask("--status", "--json")
            #expect(json.status == 0)
            let report = try JSONDecoder().decode(StatusReport.self, from: Data(json.output.utf8))
            #expect(report.router_id == "router2")
            #expect(report.file == low.configurationFile)
            #expect(report.process == low.program?.process)
            let instance = try #require(report.instances.first)
            #expect(instance.state == "BACKUP")
            #expect(instance.master == "10.9.0.1")
            #expect(instance.master_priority == 200)
            #expect(instance.counters["advertisements_received", default: 0] > 0)
            #expect(instance.counters["advertisements_sent"] == 0)
            let first = try #require(instance.transitions.first)
            #expect(first.from == "INIT" && first.to == "BACKUP" && first.reason == "started")
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            #expect((now - 60_000...now).contains(first.at_ms))
        }
    }

    @Test("--status where no daemon runs fails, and says where it asked")
    func nobodyThere() async throws {
        try await Network.with(routers: 1) { network in
            let result = try await network.routers[0].ask("--status")
            #expect(result.status == 1)
            #expect(result.output.contains(network.routers[0].socket))
            #expect(result.output.contains("does clusterd vrrp run?"))
        }
    }

    @Test("SIGUSR1 writes keepalived's data, which our own parser reads alike from both", arguments: Engine.allCases)
    func dataFile(engine: Engine) async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            let file = try await start(engine, router)
            try await network.settle(on: router, .virtual4)
            let before = Date().timeIntervalSince1970
            router.program?.signal(SIGUSR1)
            let runtime = try await eventually("the data file is there", within: .seconds(5)) {
                let data = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
                let runtime = KeepalivedRuntime(data: data)
                return runtime.instances.first?.lastTransition ?? 0 > 0 ? runtime : nil
            }
            #expect(runtime.routerID == "router1")
            let instance = try #require(runtime.instances.first)
            #expect(instance.name == "VI_1")
            #expect(instance.state == "MASTER")
            #expect(instance.priority == 150)
            #expect(instance.effectivePriority == 150)
            #expect(instance.interface == "eth0")
            #expect(instance.virtualRouterID == 51)
            #expect((before - 30...before + 1).contains(instance.lastTransition))
        }
    }

    /// keepalived writes to /tmp/keepalived.data, whoever else runs on this machine: here it has a /tmp of its own, in
    /// which the test's folder lies where it always does.
    private func start(_ engine: Engine, _ router: Router) async throws -> String {
        let configuration = Configuration(.v3, router, priority: 150).text
        guard engine == .keepalived else {
            try await router.start(engine, configuration)
            return router.dataFile
        }
        let folder = URL(fileURLWithPath: router.configurationFile).deletingLastPathComponent().path
        let script = """
            mkdir -p \(folder)\(folder) && mount --bind \(folder) \(folder)\(folder) &&
            mount --rbind \(folder)/tmp /tmp && exec "$@"
            """
        try await router.start(
            engine, configuration, prefix: ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, "sh"])
        return "\(folder)/tmp/keepalived.data"
    }

    @Test("the data file has no password in it, and is for root alone")
    func secrecy() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v2Password, router, priority: 150).text)
            try await router.becomes("BACKUP")
            router.program?.signal(SIGUSR1)
            try await eventually("the data file is there", within: .seconds(5)) {
                FileManager.default.fileExists(atPath: router.dataFile) ? () : nil
            }
            let text = try String(contentsOfFile: router.dataFile, encoding: .utf8)
            #expect(!text.contains("geheim"))
            #expect(!router.log.contains("geheim"))
            #expect(try FileStatus(router.dataFile).mode & 0o777 == 0o600)
        }
    }

    @Test("a log line begins with its rank, and every transition is one of them")
    func log() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 150).text)
            try await network.settle(on: router, .virtual4)
            try await router.stop()
            let lines = router.log.split(separator: "\n")
            let isRanked = lines.allSatisfy { $0.first == "<" && $0.dropFirst(2).first == ">" }
            #expect(isRanked)
            for state in ["BACKUP", "MASTER", "INIT"] {
                let isTold = lines.contains { $0.hasPrefix("<5>(VI_1) Entering \(state) STATE: ") }
                #expect(isTold, "\(state)")
            }
        }
    }
}
