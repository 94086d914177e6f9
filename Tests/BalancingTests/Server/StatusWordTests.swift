import Balancing
import Testing

/// After HAProxy 2.6's src/stats.c; most rows were read in its CSV after the same events.
@Suite("The column status (management.txt §9.1)")
struct StatusWordTests {
    /// `+`, `-`, `4`: checks. `R`, `D`, `M`: state ready, drain, maint. `u`, `s`, `d`: health up, stopping, down.
    static func play(_ events: String, _ server: inout TestServer) {
        let orders: [Character: Server.Order] = [
            "R": .ready, "D": .drain, "M": .maintenance, "u": .healthUp, "s": .healthStopping, "d": .healthDown,
        ]
        for (number, event) in events.enumerated() {
            if let order = orders[event] {
                server.order(order, at: 1000 * number)
            } else {
                server.checks(String(event), from: 1000 * number)
            }
        }
    }

    @Test(
        "with check, rise 2, fall 3",
        arguments: [
            ("", "UP 1/3"), ("+", "UP"), ("-", "DOWN"), ("+-", "UP 2/3"), ("+--", "UP 1/3"), ("+---", "DOWN"),
            ("+---+", "DOWN 1/2"), ("+---++", "UP"), ("+---+-", "DOWN"), ("+--+", "UP"), ("4", "NOLB"),
            ("4-", "NOLB 2/3"), ("4---", "DOWN"), ("4+", "UP"), ("+M", "MAINT"), ("+MR", "UP 1/3"), ("+M-R", "UP 1/3"),
            ("+---M", "MAINT"), ("+---MR", "UP 1/3"), ("+---MR-", "DOWN"), ("D", "DRAIN 1/3"), ("D+", "DRAIN"),
            ("D+-", "DRAIN 2/3"), ("D-", "DOWN"), ("+MD", "DRAIN 1/3"), ("+DM", "MAINT"), ("+DMR", "UP 1/3"),
            ("+DR", "UP"), ("+d", "DOWN"), ("+d+", "DOWN 1/2"), ("+du", "UP"), ("+s", "NOLB"), ("+s+", "UP"),
            ("Ds", "NOLB"), ("DsR", "NOLB"), ("+Mu", "MAINT"), ("+MdR", "UP 1/3"), ("+Dd", "DOWN"), ("+Ddu", "DRAIN"),
        ])
    func checked(events: String, status: String) {
        var server = TestServer()
        Self.play(events, &server)
        #expect(server.status == status)
    }

    @Test(
        "without check",
        arguments: [
            ("", "no check"), ("D", "DRAIN"), ("M", "MAINT"), ("MR", "no check"), ("d", "DOWN"), ("du", "no check"),
            ("s", "NOLB"), ("su", "no check"), ("-", "no check"),
        ])
    func unchecked(events: String, status: String) {
        var server = TestServer(isChecked: false)
        Self.play(events, &server)
        #expect(server.status == status)
    }

    @Test("disabled: in maintenance from the start, and then as after any maintenance")
    func disabled() {
        var server = TestServer { $0.isDisabled = true }
        #expect(server.status == "MAINT")
        #expect(server.server.administrative == [.forcedMaintenance, .configuredMaintenance])
        server.order(.ready)
        #expect(server.status == "UP 1/3")
        #expect(server.server.administrative == [])
    }

    @Test(
        "which requests it takes",
        arguments: [
            ("+", true, true), ("+-", true, true), ("-", false, false), ("4", false, true), ("+D", false, true),
            ("+M", false, false), ("+MR", true, true), ("+Dd", false, false),
        ])
    func requests(events: String, new: Bool, persistent: Bool) {
        var server = TestServer()
        Self.play(events, &server)
        #expect(server.server.acceptsNewRequests == new)
        #expect(server.server.acceptsPersistentRequests == persistent)
    }
}
