import Inventory
import Observation
import Rendering
import SSH
import TestSupport
import Testing

@testable import Deployment

/// The calls that a plan becomes on a host.
struct ScriptTests {
    private let configuration: Configuration

    init() throws {
        configuration = try Configuration(try Inventories.fourHosts())
    }

    private func balancerPlan() throws -> (HostPlan, HostConfiguration) {
        let desired = try #require(configuration.host("server1"))
        let plan = Planner.plan(configuration, observed: ["server1": Observations.fresh(desired)], site: nil)
        return (try #require(plan.hosts.first), desired)
    }

    /// The lines after the library's text.
    private func calls(_ command: RemoteCommand) -> [String] {
        let lines = String(decoding: command.input, as: UTF8.self).split(separator: "\n").map(String.init)
        let start = lines.lastIndex(of: "take_host") ?? 0
        return Array(lines[(start + 1)...])
    }

    @Test("whatever changes is kept before anything is placed, and services come last")
    func order() throws {
        let (plan, desired) = try balancerPlan()
        let calls = calls(Activation.command(plan, desired, id: "1", siteCopy: "1.a"))
        #expect(calls.first == "begin_release")
        let lastKeep = try #require(calls.lastIndex { $0.hasPrefix("keep_") })
        let firstPlace = try #require(calls.firstIndex { $0.hasPrefix("place_") || $0.hasPrefix("set_") })
        let lastPlace = try #require(calls.lastIndex { $0.hasPrefix("place_") || $0.hasPrefix("set_") })
        let firstAct = try #require(calls.firstIndex { $0.hasPrefix("act ") })
        #expect(lastKeep < firstPlace)
        #expect(lastPlace < firstAct)
        #expect(calls.filter { $0.hasPrefix("keep_file") }.count == plan.files.count)
    }

    @Test("a service is made to load, confirms that it has, and only then counts as loaded")
    func serviceSteps() throws {
        let (plan, desired) = try balancerPlan()
        let calls = calls(Activation.command(plan, desired, id: "1", siteCopy: "1.a"))
        let start = try #require(calls.firstIndex(of: "act haproxy start"))
        #expect(calls[start + 1] == "confirm haproxy")
        #expect(calls[start + 2] == "confirm_servers")
        #expect(calls[start + 3].hasPrefix("applied haproxy "))
    }

    @Test("each staged file is announced with its length, and its bytes follow in the same order")
    func staging() throws {
        let (plan, _) = try balancerPlan()
        let command = try Staging.command(plan, id: "1", site: nil, siteCopy: "1.a")
        let bodies = plan.files.compactMap { if case .text(let text) = $0.file.content { text } else { nil } }
        #expect(String(decoding: command.input, as: UTF8.self).hasSuffix(bodies.joined()))
        for file in plan.files {
            guard case .text(let text) = file.file.content else { continue }
            let line = "put \(String(file.file.mode, radix: 8)) \(text.utf8.count) \(file.file.path)\n"
            #expect(String(decoding: command.input, as: UTF8.self).contains(line))
        }
    }

    @Test("the programs that will read the new files check them, and no others do")
    func checks() throws {
        let (plan, _) = try balancerPlan()
        let script = String(
            decoding: try Staging.command(plan, id: "1", site: nil, siteCopy: "1.a").input, as: UTF8.self)
        #expect(script.contains("\ncheck_haproxy /etc/haproxy/haproxy.cfg\n"))
        #expect(script.contains("\ncheck_keepalived /etc/keepalived/keepalived.conf\n"))
        #expect(!script.contains("\ncheck_varnish /"))
    }

    @Test("a path with a quote in it stays one word")
    func quoting() {
        #expect(HostScript.call("site_remove", "it's $(here)") == #"site_remove 'it'\''s $(here)'"#)
    }
}
