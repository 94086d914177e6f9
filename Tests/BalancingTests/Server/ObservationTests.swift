import Balancing
import Testing

@Suite("observe, error-limit, on-error (configuration.txt §5.2)")
struct ObservationTests {
    private func server(_ observe: Observe, _ onError: OnError = .failCheck, limit: Int = 2) -> TestServer {
        TestServer {
            $0.observe = observe
            $0.onError = onError
            $0.errorLimit = limit
            $0.check?.fastInterval = .milliseconds(500)
        }
    }

    @Test(
        "what counts",
        arguments: [
            (Observe.layer4, Observation.connectionFailed, true), (.layer4, .badStatus, false),
            (.layer4, .readTimeout, false), (.layer7, .connectionFailed, true), (.layer7, .badStatus, true),
            (.layer7, .invalidHeaders, true), (.layer7, .invalidResponse, true), (.layer7, .readError, true),
            (.layer7, .readTimeout, true), (.layer7, .brokenPipe, true), (.layer7, .connected, false),
            (.none, .connectionFailed, false),
        ])
    func errors(observe: Observe, observation: Observation, counts: Bool) {
        var server = server(observe)
        server.checks("+")
        for _ in 0..<2 { _ = server.server.note(observation, at: .at(10)) }
        #expect(server.status == (counts ? "UP 2/3" : "UP"))
        #expect(server.server.counters.failedAnalyses == (counts ? 1 : 0))
    }

    @Test(
        "only errors in a row count",
        arguments: [
            (Observe.layer4, Observation.connected, "UP"), (.layer7, .goodResponse, "UP"),
            (.layer4, .goodResponse, "UP 2/3"),
            (.layer7, .connected, "UP 2/3"),
        ])
    func inARow(observe: Observe, between: Observation, status: String) {
        var server = server(observe)
        server.checks("+")
        for observation in [.connectionFailed, between, .connectionFailed] as [Observation] {
            _ = server.server.note(observation, at: .at(10))
        }
        #expect(server.status == status)
    }

    @Test(
        "what follows",
        arguments: [
            (OnError.fastInterval, "UP"), (.failCheck, "UP 2/3"), (.suddenDeath, "UP 1/3"), (.markDown, "DOWN"),
        ])
    func onError(mode: OnError, status: String) {
        var server = server(.layer7, mode)
        server.checks("+")
        _ = server.server.note(.badStatus, at: .at(100))
        #expect(server.server.nextEvent == .at(2000))
        _ = server.server.note(.badStatus, at: .at(100))
        #expect(server.status == status)
        #expect(server.server.nextEvent == .at(mode == .markDown ? 2000 : 600), "the next check comes after fastinter")
    }

    @Test("a passed check forgets the errors")
    func forgets() {
        var server = server(.layer7)
        server.checks("+")
        _ = server.server.note(.badStatus, at: .at(10))
        server.checks("+")
        _ = server.server.note(.badStatus, at: .at(10))
        #expect(server.status == "UP")
    }

    @Test("not without check, and not in maintenance")
    func notObserved() {
        var unchecked = TestServer(isChecked: false) {
            $0.observe = .layer7
            $0.errorLimit = 1
        }
        #expect(!unchecked.server.isObserved)
        #expect(Array(unchecked.server.note(.badStatus, at: .at(0))) == [])
        var maintained = server(.layer7, limit: 1)
        maintained.order(.maintenance)
        #expect(Array(maintained.server.note(.badStatus, at: .at(0))) == [])
    }
}
