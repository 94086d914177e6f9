import Balancing

extension Instant {
    static func at(_ milliseconds: Int) -> Instant { Instant(nanoseconds: 0) + .milliseconds(milliseconds) }
}

/// A server whose times are milliseconds; its checks run when the test says.
struct TestServer {
    var server: Server

    /// Checked every 2 s, first at 0 ms, `rise 2`, `fall 3`.
    init(isChecked: Bool = true, _ change: (inout ServerSettings) -> Void = { _ in }) {
        var settings = ServerSettings()
        if isChecked { settings.check = CheckSettings() }
        change(&settings)
        server = Server(
            settings, start: .at(0),
            schedule: CheckSchedule(start: .at(0), settings, position: 0, count: 1, smallest: .zero))
    }

    static let passed = CheckReport(.layer7Passed, code: 200)
    static let failed = CheckReport(.layer4Connection)

    /// Checks that ended one after the other, a second apart from `start`: `+` passed, `-` failed, `4` conditionally.
    @discardableResult
    mutating func checks(_ results: String, from start: Int = 0) -> [ServerAction] {
        var actions: [ServerAction] = []
        for (number, result) in results.enumerated() {
            let report =
                result == "+"
                ? Self.passed : result == "-" ? Self.failed : CheckReport(.layer7ConditionallyPassed, code: 404)
            actions += server.finishCheck(report, at: .at(start + 1000 * number))
        }
        return actions
    }

    @discardableResult
    mutating func order(_ order: Server.Order, at milliseconds: Int = 0) -> [ServerAction] {
        Array(server.handle(order, at: .at(milliseconds)))
    }

    var status: String { server.statusWord.description }
}

extension [ServerAction] {
    /// The changes of state among them, in words.
    var changes: [StateChange.Kind] {
        compactMap { if case .stateChanged(let change) = $0 { change.kind } else { nil } }
    }
}
