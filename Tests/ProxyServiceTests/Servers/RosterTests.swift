import Addresses
import Balancing
import DataPlane
import ProxyReport
import Testing

@testable import ProxyService

struct RosterTests {
    static let text = """
        backend b
            balance roundrobin
            server a 10.0.0.1:80 weight 10 maxconn 5 check
            server b [fd00::2]:8080 weight 20
            server c 10.0.0.3:80 backup
        backend s
            balance source
            server a 10.0.0.1:80 weight 10
        """

    private let a = ServerReference(backend: "b", server: "a")

    @Test("the threads are told weight, limit and address of every server from the start")
    func start() throws {
        let stage = try Stage(Self.text)
        #expect((0..<4).map { stage.setting(.weight, $0) } == [160, 320, 16, 10])
        #expect((0..<4).map { stage.setting(.connectionLimit, $0) } == [5, 0, 0, 0])
        #expect((0..<4).map { stage.setting(.isUsable, $0) } == [1, 1, 1, 1])
        #expect(stage.setting(.addressLow, 0) == 0x0A00_0001)
        #expect(stage.setting(.isIPv6, 0) == 0)
        #expect(UInt64(bitPattern: stage.setting(.addressHigh, 1)) == 0xFD00_0000_0000_0000)
        #expect(stage.setting(.addressLow, 1) == 2)
        #expect(stage.setting(.isIPv6, 1) == 1)
        #expect(stage.setting(.port, 1) == 8080)
    }

    @Test("a failed check takes a server out and raises the epoch; two passed ones bring it back")
    func checks() throws {
        let stage = try Stage(Self.text)
        let epoch = stage.plane.epoch
        stage.check(0, .layer4Connection, text: "Connection refused")
        #expect(stage.setting(.weight, 0) == 0)
        #expect(stage.setting(.isUsable, 0) == 0)
        #expect(stage.plane.epoch > epoch)
        #expect(stage.roster.books[0].active == 1)
        stage.check(0, .layer4Passed)
        #expect(stage.setting(.weight, 0) == 0)
        stage.check(0, .layer4Passed)
        #expect(stage.setting(.weight, 0) == 160)
        #expect(stage.roster.books[0].active == 2)
    }

    @Test("a backend is down when its last server is, backups among them")
    func backendDown() throws {
        let stage = try Stage("backend b\n    server a 10.0.0.1:80 check\n    server c 10.0.0.3:80 check backup\n")
        stage.check(0, .layer4Connection)
        #expect(stage.roster.books[0].isUp)
        #expect(stage.roster.books[0].backup == 1)
        stage.check(1, .layer4Connection)
        #expect(!stage.roster.books[0].isUp)
        #expect(stage.roster.books[0].downTransitions == 1)
    }

    @Test("maintenance ends with ready, drain leaves persistent clients their server (management.txt §9.3)")
    func states() throws {
        let stage = try Stage(Self.text)
        #expect(stage.roster.change(a, .state(.maintenance), at: .now) == "")
        #expect([stage.setting(.weight, 0), stage.setting(.acceptsPersistent, 0)] == [0, 0])
        _ = stage.roster.change(a, .state(.drain), at: .now)
        #expect([stage.setting(.weight, 0), stage.setting(.acceptsPersistent, 0)] == [0, 1])
        _ = stage.roster.change(a, .state(.ready), at: .now)
        #expect([stage.setting(.weight, 0), stage.setting(.acceptsPersistent, 0)] == [160, 1])
    }

    @Test("weights are taken as the algorithm allows, with HAProxy's refusal where it does not")
    func weights() throws {
        let stage = try Stage(Self.text)
        #expect(stage.roster.change(a, .weight(.relative(50)), at: .now) == "")
        #expect(stage.setting(.weight, 0) == 80)
        _ = stage.roster.change(a, .weight(.absolute(0)), at: .now)
        #expect(stage.setting(.weight, 0) == 0)
        #expect(stage.roster.books[0].active == 1)
        let fixed = ServerReference(backend: "s", server: "a")
        #expect(
            stage.roster.change(fixed, .weight(.absolute(5)), at: .now)
                == "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n")
        #expect(stage.roster.change(fixed, .weight(.absolute(0)), at: .now) == "")
        #expect(stage.setting(.weight, 3) == 0)
    }

    @Test("another address is told to the threads, and reported as HAProxy does")
    func address() throws {
        let stage = try Stage(Self.text)
        let report = stage.roster.change(a, .address(AddressChange(address: "127.0.0.5", port: "81")), at: .now)
        #expect(
            report
                == "IP changed from '10.0.0.1' to '127.0.0.5', port changed from '80' to '81' by 'stats socket command'\n"
        )
        #expect(stage.setting(.addressLow, 0) == 0x7F00_0005)
        #expect(stage.setting(.port, 0) == 81)
    }

    @Test(
        "who is not there is told as HAProxy tells it",
        arguments: [
            ("x", "a", "No such backend.\n"), ("b", "x", "No such server.\n"), ("#99", "a", "No such backend.\n"),
            ("b", "#9", "No such server.\n"), ("#2", "#1", ""),
        ])
    func missing(_ backend: String, _ server: String, _ answer: String) throws {
        let stage = try Stage(Self.text)
        let reference = ServerReference(backend: backend, server: server)
        #expect(stage.roster.change(reference, .state(.ready), at: .now) == answer)
    }

    @Test("the checks of a server can be stopped, and go on (disable health, enable health)")
    func stoppedChecks() throws {
        let stage = try Stage(Self.text)
        #expect(stage.roster.takeDue(at: .now + .seconds(3600)).count == 1)
        stage.check(0, .layer4Passed)
        _ = stage.roster.change(a, .checks(enabled: false), at: .now)
        #expect(stage.roster.takeDue(at: .now + .seconds(3600)).isEmpty)
        _ = stage.roster.change(a, .checks(enabled: true), at: .now)
        #expect(stage.roster.takeDue(at: .now + .seconds(3600)).count == 1)
        let unchecked = ServerReference(backend: "b", server: "b")
        #expect(
            stage.roster.change(unchecked, .checks(enabled: true), at: .now)
                == "Health check was not configured on this server, cannot enable.\n")
    }

    @Test("a check goes where an operator sends it (set server … check-addr, check-port)")
    func checkEndpoint() throws {
        let stage = try Stage(Self.text)
        #expect(stage.roster.change(a, .checkEndpoint(address: "127.0.0.9", port: "8"), at: .now) == "")
        let order = try #require(stage.roster.takeDue(at: .now + .seconds(3600)).first)
        #expect(order.endpoint == EndpointAddress(IPAddress(v4: 0x7F00_0009), port: 8))
        let unchecked = ServerReference(backend: "b", server: "b")
        #expect(
            stage.roster.change(unchecked, .checkEndpoint(address: nil, port: "8"), at: .now)
                == "health checks are not enabled on this server")
    }

    @Test("sessions of a server are ended by raising its number, once for every order")
    func shutdowns() throws {
        let stage = try Stage("backend b\n    server a 10.0.0.1:80 check on-marked-down shutdown-sessions\n")
        #expect(stage.roster.shutdownSessions(a) == "")
        #expect(stage.setting(.shutdowns, 0) == 1)
        stage.check(0, .layer4Connection)
        #expect(stage.setting(.shutdowns, 0) == 2)
    }

    @Test("however often a server is changed, it waits in the queue of deadlines once")
    func deadlines() throws {
        let stage = try Stage("backend b\n    server a 10.0.0.1:80 check\n")
        for _ in 0..<100 {
            _ = stage.roster.change(a, .state(.drain), at: .now)
            _ = stage.roster.change(a, .state(.ready), at: .now)
        }
        var count = 0
        while stage.roster.deadlines.next(at: .now + .seconds(3600)) != nil { count += 1 }
        #expect(count == 1)
    }

    @Test("live traffic that fails often enough counts as a failed check (observe, error-limit)")
    func observation() throws {
        let stage = try Stage("backend b\n    server a 10.0.0.1:80 check observe layer7 error-limit 3 fall 1\n")
        for _ in 0..<2 { stage.roster.observe(0, 0, .badStatus, at: .now) }
        #expect(stage.setting(.weight, 0) == 16)
        stage.roster.observe(0, 0, .badStatus, at: .now)
        #expect(stage.setting(.weight, 0) == 0)
        #expect(
            stage.roster.entries[0].checkText == "Detected 3 consecutive errors, last one was: Wrong http response")
    }

    @Test("a slow start rises by steps (slowstart)")
    func slowStart() throws {
        let stage = try Stage("backend b\n    server a 10.0.0.1:80 check slowstart 10s maxconn 100\n")
        stage.check(0, .layer4Connection)
        stage.check(0, .layer4Passed, count: 2)
        #expect(stage.setting(.weight, 0) == 1)
        #expect(stage.setting(.connectionLimit, 0) == 1)
        _ = stage.roster.takeDue(at: .now + .seconds(5))
        #expect(stage.setting(.weight, 0) >= 8)
        #expect(stage.setting(.connectionLimit, 0) >= 40)
        _ = stage.roster.takeDue(at: .now + .seconds(11))
        #expect(stage.setting(.weight, 0) == 16)
    }

    @Test("spread-checks moves each check by so many per cent at most, either way (configuration.txt §3.2)")
    func spreadChecks() throws {
        let stage = try Stage("global\n    spread-checks 50\nbackend b\n    server a 10.0.0.1:80 check inter 10s\n")
        var distances: [Int64] = []
        for _ in 0..<100 {
            _ = stage.roster.takeDue(at: .now + .seconds(3600))
            let now = Balancing.Instant.now
            stage.check(0, .layer4Passed)
            distances.append(try #require(stage.roster.entries[0].nextEvent).nanoseconds - now.nanoseconds)
        }
        let milliseconds = distances.map { $0 / 1_000_000 }
        #expect(milliseconds.allSatisfy { (5000...15_100).contains($0) })
        #expect(milliseconds.contains { $0 < 9000 })
        #expect(milliseconds.contains { $0 > 11_000 })
    }

    @Test("the page's form does what it says, and tells how much of it (HAProxy 2.6, stats_process_http_post)")
    func form() throws {
        let stage = try Stage(Self.text)
        func outcome(_ body: String) -> AdminOutcome? {
            switch AdminForm.parse(Array(body.utf8).span) {
            case .success(let form): stage.roster.obey(form, at: .now)
            case .failure(let refusal): refusal.outcome
            }
        }
        let done = outcome("s=a&s=b&action=drain&b=b")
        #expect(done == .done)
        #expect(stage.roster.entries[1].server.administrative.isDrain)
        let byNumber = outcome("s=a&action=ready&b=%232")
        #expect(byNumber == .done)
        let partly = outcome("s=a&s=nobody&action=maint&b=b")
        #expect(partly == .partial)
        let nowhere = outcome("s=a&action=ready&b=x")
        #expect(nowhere == .invalid)
        let nothing = outcome("s=a&action=disable&b=b")
        #expect(nothing == .nothing)
    }
}
