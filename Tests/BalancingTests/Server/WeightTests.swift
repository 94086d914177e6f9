import Balancing
import Testing

@Suite("Weights and slow start (management.txt §9.3: set weight; configuration.txt §5.2: weight, slowstart)")
struct WeightTests {
    @Test(
        "what set weight takes",
        arguments: [
            (Server.WeightRequest.absolute(0), 0), (.absolute(256), 256), (.percent(0), 0), (.percent(50), 5),
            (.percent(100), 10), (.percent(199), 19), (.percent(1_000_000_000), 256),
        ])
    func accepted(request: Server.WeightRequest, weight: Int) throws {
        var server = TestServer { $0.weight = 10 }
        let actions = try server.server.setWeight(request, isDynamic: true)
        #expect(server.server.weight == weight)
        #expect(Array(actions) == (weight == 10 ? [] : [.tablesChanged]))
    }

    @Test(
        "what it refuses",
        arguments: [
            (Server.WeightRequest.absolute(257), true, Server.WeightRefusal.outOfRange),
            (.absolute(-1), true, .outOfRange),
            (.percent(-1), true, .negativePercent), (.absolute(5), false, .staticAlgorithm),
            (.percent(50), false, .staticAlgorithm),
        ])
    func refused(request: Server.WeightRequest, isDynamic: Bool, refusal: Server.WeightRefusal) {
        var server = TestServer { $0.weight = 10 }
        #expect(throws: refusal) { try server.server.setWeight(request, isDynamic: isDynamic) }
        #expect(server.server.weight == 10)
    }

    @Test("a static algorithm takes 0 % and 100 %")
    func staticAlgorithm() throws {
        var server = TestServer { $0.weight = 10 }
        _ = try server.server.setWeight(.percent(0), isDynamic: false)
        #expect(server.server.effectiveWeight(isDynamic: false, at: .at(0)) == 0)
        _ = try server.server.setWeight(.absolute(10), isDynamic: false)
        #expect(server.server.effectiveWeight(isDynamic: false, at: .at(0)) == 10)
    }

    /// Read in HAProxy 2.6's CSV: `weight 10 slowstart 4s` after a maintenance.
    @Test(
        "slow start: linear in whole seconds",
        arguments: [
            (0, 10, 1, 6), (999, 10, 1, 6), (1100, 50, 4, 31), (2200, 90, 6, 56), (3500, 130, 9, 81),
            (4000, 160, 10, 100),
        ])
    func slowStart(after: Int, weight: Int, column: Int, throttle: Int) {
        var server = TestServer {
            $0.weight = 10
            $0.slowStartSeconds = 4
        }
        server.order(.maintenance)
        server.order(.ready, at: 5000)
        let now = Instant.at(5000 + after)
        #expect(server.server.operational == .starting)
        #expect(server.server.effectiveWeight(isDynamic: true, at: now) == weight)
        #expect(server.server.reportedWeight(isDynamic: true, at: now) == column)
        #expect(server.server.throttlePercent(isDynamic: true, at: now) == throttle)
        #expect(server.server.effectiveWeight(isDynamic: false, at: now) == 10)
    }

    @Test("its steps: each second or twentieth, and then it runs")
    func steps() {
        var server = TestServer(isChecked: false) { $0.slowStartSeconds = 40 }
        server.order(.maintenance)
        server.order(.ready, at: 1000)
        #expect(server.server.nextEvent == .at(3000))
        #expect(Array(server.server.warmUp(at: .at(2999))) == [])
        #expect(Array(server.server.warmUp(at: .at(3000))) == [.tablesChanged, .takeFromQueue])
        #expect(server.server.nextEvent == .at(5000))
        let end = Array(server.server.warmUp(at: .at(41_000)))
        #expect(end.changes == [.up])
        #expect(server.server.operational == .running)
        #expect(server.server.nextEvent == nil)
        #expect(server.server.throttlePercent(isDynamic: true, at: .at(41_000)) == nil)
    }

    @Test("a server starts at once when the daemon starts, and slowly when it comes back")
    func comesBack() {
        var server = TestServer { $0.slowStartSeconds = 10 }
        #expect(server.server.operational == .running)
        server.checks("-++")
        #expect(server.server.operational == .starting)
    }

    @Test("maxconn rises with it", arguments: [(0, 1), (1000, 25), (2000, 50), (3000, 75), (4000, 100)])
    func connectionLimit(after: Int, limit: Int) {
        var server = TestServer { $0.slowStartSeconds = 4 }
        server.order(.maintenance)
        server.order(.ready, at: 0)
        #expect(server.server.connectionLimit(100, at: .at(after)) == limit)
        #expect(server.server.connectionLimit(0, at: .at(after)) == 0)
    }
}
