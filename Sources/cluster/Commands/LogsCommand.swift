import ArgumentParser
import Deployment
import Fleet
import Foundation
import Inventory
import Rendering
import Status
import Terminal

struct LogsCommand: AsyncParsableCommand, LabCapable {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show the logs of the cluster's services, of all hosts merged in time.",
        discussion: "With --json and --follow there is one object a line.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "Only this host's.")
    var host: String?

    @Flag(name: [.short, .long], help: "Go on as new lines come, until Ctrl-C.")
    var follow = false

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("How many lines of each host. Default: 100, or all with --since.", valueName: "count"))
    var lines: Int?

    @Option(help: ArgumentHelp("From when: 10m, 2h, or what journalctl(1) takes.", valueName: "time"))
    var since: String?

    func run() async throws {
        let configuration = try common.loadConfiguration()
        let known = configuration.inventory.hosts
        if let host, !known.contains(where: { $0.name == host }) {
            throw DeployError.unknownHost(host, known: known.map(\.name))
        }
        if let lines, lines < 0 { throw UsageError("--lines \(lines): expected a number of lines, 0 or more") }
        let hosts = known.filter { host == nil || $0.name == host }
        let fleet = await Fleet.connect(to: hosts, access: try common.access())
        let lost = try await show(configuration, fleet)
        await fleet.close()
        if !fleet.failures.isEmpty { throw Exit.unreachable }
        if lost > 0 { throw Exit.failed }
    }

    /// - Returns: how many hosts could not be asked, or went away.
    private func show(_ configuration: Configuration, _ fleet: Fleet) async throws -> Int {
        let query = LogQuery(
            hosts: host.map { [$0] } ?? [], lines: lines ?? (since == nil ? 100 : nil), since: since, follows: follow)
        let events = ClusterLogs(configuration, fleet: fleet, query: query).events()
        if common.json && !follow {
            let object = await LogObject(events)
            print(try JSON.text(object))
            return object.lost.count
        }
        let report = LogReport(hosts: fleet.hosts.map(\.name) + fleet.failures.map(\.host), style: common.style)
        var lost = 0
        for await event in events {
            if case .lost = event { lost += 1 }
            print(common.json ? try JSON.line(LogObject(event)) : report.line(event))
            fflush(nil)
        }
        return lost
    }

    /// Log entries in JSON: all in one object, or one object a line where there is no end to wait for.
    private struct LogObject: Encodable {
        var entries: [LogEntry] = []
        /// Hosts that could not be asked, and why.
        var lost: [String: String] = [:]

        init(_ event: ClusterLogs.Event) { add(event) }

        init(_ events: AsyncStream<ClusterLogs.Event>) async {
            for await event in events { add(event) }
        }

        private mutating func add(_ event: ClusterLogs.Event) {
            switch event {
            case .entry(let entry): entries.append(entry)
            case .lost(let error): lost[error.host] = error.description
            }
        }
    }
}
