import Balancing
import Testing

@Suite("A reload: what survives")
struct ContinuationTests {
    private func reload(
        _ events: String, _ old: (inout ServerSettings) -> Void = { _ in },
        _ new: (inout ServerSettings) -> Void = { _ in }
    ) -> TestServer {
        var before = TestServer(old)
        StatusWordTests.play(events, &before)
        var after = TestServer(new)
        after.server = Server(after.server.settings, continuing: before.server, at: .at(60_000))
        return after
    }

    @Test(
        "the same configuration: the same state",
        arguments: [
            ("", "UP 1/3"), ("+", "UP"), ("+-", "UP 2/3"), ("-", "DOWN"), ("-+", "DOWN 1/2"), ("4", "NOLB"),
            ("+D", "DRAIN"),
            ("+M", "MAINT"), ("-M", "MAINT"), ("+DM", "MAINT"), ("-D", "DOWN"), ("+d", "DOWN"), ("+s", "NOLB"),
        ])
    func same(events: String, status: String) {
        #expect(reload(events).status == status)
    }

    @Test(
        "disabled in the configuration, and what an operator made of it",
        arguments: [
            ("disabled, and no longer", true, "", false, "UP 1/3"), ("disabled still", true, "", true, "MAINT"),
            ("ready by order", true, "R", true, "UP 1/3"), ("ready by order, and well", true, "R+", true, "UP"),
            ("disabled now", false, "+", true, "MAINT"), ("by order as well", true, "RM", false, "MAINT"),
        ])
    func disabled(reason: String, before: Bool, events: String, after: Bool, status: String) {
        #expect(reload(events, { $0.isDisabled = before }, { $0.isDisabled = after }).status == status)
    }

    @Test(
        "other rise and fall",
        arguments: [
            ("+", 1, 1, "UP"), ("+-", 5, 5, "UP 2/5"), ("+-", 1, 1, "UP"), ("-+", 1, 9, "DOWN"),
            ("-+", 9, 9, "DOWN 1/9"),
            ("", 4, 2, "UP 1/2"),
        ])
    func riseAndFall(events: String, rise: Int, fall: Int, status: String) {
        let server = reload(events, { _ in }) {
            $0.check?.rise = rise
            $0.check?.fall = fall
        }
        #expect(server.status == status)
    }

    @Test("check comes or goes", arguments: [("+", "UP 1/3"), ("-", "UP 1/3")])
    func check(events: String, status: String) {
        #expect(reload(events, { _ in }, { $0.check = nil }).status == "no check")
        var unchecked = TestServer(isChecked: false)
        unchecked.order(.maintenance)
        let checked = TestServer().server.settings
        let server = Server(checked, continuing: unchecked.server, at: .at(0))
        #expect(server.statusWord.description == "MAINT")
        #expect(reload(events, { $0.check = nil }).status == status)
    }

    @Test("the weight an operator set, unless the configuration has another one", arguments: [(10, 3), (20, 20)])
    func weight(configured: Int, weight: Int) throws {
        var before = TestServer { $0.weight = 10 }
        _ = try before.server.setWeight(.absolute(3), isDynamic: true)
        var settings = before.server.settings
        settings.weight = configured
        #expect(Server(settings, continuing: before.server, at: .at(0)).weight == weight)
    }

    @Test("a slow start goes on")
    func slowStart() {
        let slow: (inout ServerSettings) -> Void = { $0.slowStartSeconds = 100 }
        let server = reload("+MR", slow, slow)
        #expect(server.server.operational == .starting)
        #expect(server.server.nextWarmup == .at(65_000))
        #expect(server.server.effectiveWeight(isDynamic: true, at: .at(60_000)) == 10)
        #expect(reload("+MR", slow).server.operational == .running)
    }
}
