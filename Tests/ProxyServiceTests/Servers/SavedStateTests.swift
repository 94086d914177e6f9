import Addresses
import Balancing
import DataPlane
import ProxyReport
import Testing

@testable import ProxyService

struct SavedStateTests {
    static let text = """
        backend b
            server a 10.0.0.1:80 weight 10 check
            server b 10.0.0.2:80 check
            server off 10.0.0.3:80 disabled
        """

    /// The state of a stage, as it goes from one worker to the next.
    private func handedOver(_ stage: Stage) -> SavedState {
        SavedState(stage.roster.lock.withLock { stage.roster.savedState.bytes })
    }

    @Test("what an operator set survives a reload: maintenance, drain, weight, address")
    func administration() throws {
        let old = try Stage(Self.text)
        let (a, b) = (ServerReference(backend: "b", server: "a"), ServerReference(backend: "b", server: "b"))
        _ = old.roster.change(a, .state(.maintenance), at: .now)
        _ = old.roster.change(b, .state(.drain), at: .now)
        _ = old.roster.change(a, .weight(.absolute(77)), at: .now)
        _ = old.roster.change(b, .address(AddressChange(address: "10.0.0.9", port: "8080")), at: .now)
        let new = try Stage(Self.text, saved: handedOver(old))
        #expect(new.roster.entries[0].server.administrative == [.forcedMaintenance])
        #expect(new.roster.entries[0].server.weight == 77)
        #expect(new.roster.entries[1].server.administrative == [.forcedDrain])
        #expect(new.roster.entries[1].endpoint == EndpointAddress(IPAddress(v4: 0x0A00_0009), port: 8080))
        #expect(new.setting(.weight, 0) == 0)
        #expect(new.setting(.acceptsPersistent, 0) == 0)
        #expect(new.setting(.acceptsPersistent, 1) == 1)
        #expect(new.setting(.port, 1) == 8080)
    }

    @Test("what checks found out survives: a server that is down stays down, with its words")
    func health() throws {
        let old = try Stage(Self.text)
        old.check(0, .layer4Connection, text: "Connection refused")
        old.check(1, .layer4Passed, count: 2)
        old.check(1, .layer4Timeout)
        let new = try Stage(Self.text, saved: handedOver(old))
        #expect(new.roster.entries[0].server.operational == .stopped)
        #expect(new.roster.entries[0].checkText == "Connection refused")
        #expect(new.roster.entries[0].server.lastReport.status == .layer4Connection)
        #expect(new.roster.entries[1].server.health?.value == old.roster.entries[1].server.health?.value)
        #expect(new.roster.entries[1].server.statusWord.description == "UP 2/3")
        #expect(new.roster.entries[0].server.lastChange == old.roster.entries[0].server.lastChange)
        #expect(new.roster.entries[0].server.counters == old.roster.entries[0].server.counters)
    }

    @Test("servers are found by name: what moved keeps its state, what is new begins")
    func names() throws {
        let old = try Stage(Self.text)
        _ = old.roster.change(ServerReference(backend: "b", server: "b"), .state(.maintenance), at: .now)
        let new = try Stage(
            """
            backend other
                server b 10.0.0.8:80
            backend b
                server b 10.0.0.2:80 check
                server new 10.0.0.4:80
            """, saved: handedOver(old))
        #expect(new.roster.entries.map { $0.server.administrative.isMaintenance } == [false, true, false])
    }

    @Test("a maintenance that only the old configuration wanted ends with it")
    func configured() throws {
        let old = try Stage(Self.text)
        let new = try Stage("backend b\n    server off 10.0.0.3:80\n", saved: handedOver(old))
        #expect(!new.roster.entries[0].server.administrative.isMaintenance)
        #expect(new.setting(.weight, 0) == 16)
    }

    @Test("names and texts of any kind come through")
    func texts() {
        var saved = SavedState()
        let texts = ["", " ", "a b", "ä\n/", String(repeating: "x", count: 1000)]
        for text in texts {
            var line = SavedState.Line(backend: "b" + text, server: text, remains: .init())
            line.checkText = text
            saved.add(line)
        }
        let read = SavedState(saved.bytes)
        #expect(read.lines == saved.lines)
        #expect(read.lines.count == texts.count)
    }

    @Test(
        "lines that make no sense are passed over",
        arguments: [
            "", "x", "61 62", String(repeating: "9 ", count: 21), "61 62 1 1 0 9 0 0 0 0 0 0 0 0 0 0 0 0 - 1 .",
            "61 62 1 1 0 2 0 0 0 0 99 0 0 0 0 0 0 0 - 1 .", "6 62 1 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0 - 1 .",
            "61 62 99999999999999999999 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0 - 1 .",
        ])
    func nonsense(_ line: String) {
        #expect(SavedState(Array((line + "\n").utf8)).lines.isEmpty)
    }

    @Test("numbers at their ends are no trap")
    func extremes() throws {
        let most = "\(Int64.max)"
        let line =
            "62 61 \(most) \(most) 0 0 255 4294967295 4294967295 \(most) 7 65535 \(most) \(Int64.min) \(most) \(most) "
            + "\(most) \(most) ::1/65535 1 ."
        let saved = SavedState(Array((line + "\n").utf8))
        #expect(saved.lines.count == 1)
        let stage = try Stage(Self.text, saved: saved)
        #expect(stage.reporter.proxies().count == 1)
    }
}
