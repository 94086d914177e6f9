import Balancing
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

@testable import ProxyService

/// A configuration from its text. Where nothing in it listens, a runtime socket does, which no test opens.
func configuration(_ text: String) throws -> HAProxyConfiguration {
    let listens = text.contains("bind ") ? "" : "global\n    stats socket /run/never.sock\n"
    let text = text + "\n" + listens
    let files = SourceFiles { path, _ in
        path == "haproxy.cfg" ? .success(Array(text.utf8)) : .failure(SourceFiles.Failure(reason: "No such file"))
    }
    return try HAProxyConfiguration.load("haproxy.cfg", from: files)
}

/// What `defaults` needs in every test.
let defaults = """
    defaults
        mode http
        timeout connect 1s
        timeout client 5s
        timeout server 5s

    """

/// A worker's servers without its processes, sockets and threads.
struct Stage {
    let plane: Plane
    let roster: Roster
    let reporter: Reporter

    init(_ text: String, saved: SavedState = SavedState()) throws {
        let configuration = try configuration(defaults + text)
        plane = Plane(configuration, threads: 2, connectionLimit: 2000, hostName: "lb1")
        let sockets = try LogSockets()
        let voice = Voice(configuration, hostname: "lb1", sockets: sockets, journal: nil)
        roster = try Roster(plane, voice: voice, addresses: [:], saved: saved)
        let facts = ProcessFacts(
            version: "0.1.0", hostname: "lb1",
            granted: DescriptorBudget.Granted(descriptors: 4096, connections: 2000), threads: 2)
        reporter = Reporter(roster, facts, sockets)
    }

    /// Checks a server: one after the other until it has `count` results.
    func check(_ server: Int, _ status: Balancing.CheckStatus, code: UInt16 = 0, text: String = "", count: Int = 1) {
        let entry = roster.entries[server]
        let order = Roster.CheckOrder(
            server: server, backend: entry.backend, endpoint: entry.endpoint, deadline: .now, sendsProxyHeader: false)
        for _ in 0..<count {
            let report = CheckReport(status, code: code, duration: .milliseconds(1))
            roster.finish(order, report, text, at: .now)
        }
    }

    func setting(_ setting: ServerSetting, _ server: Int) -> Int64 { plane.setting(setting, of: server) }
}
