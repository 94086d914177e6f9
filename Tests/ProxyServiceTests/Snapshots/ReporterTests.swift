import Addresses
import Balancing
import ProxyReport
import Testing

@testable import DataPlane
@testable import ProxyService

struct ReporterTests {
    static let text = """
        frontend f
            bind 127.0.0.1:20000
            maxconn 1000
            default_backend b
        backend b
            cookie SRV insert
            server a 10.0.0.1:80 weight 10 check cookie x
            server b 10.0.0.2:80 weight 20 maxconn 50 maxqueue 9
            server c 10.0.0.3:80 backup
        listen l
            bind 127.0.0.1:20001
            server a 10.0.0.1:80
        """

    @Test("proxies come by their numbers, and a listen is one")
    func order() throws {
        let proxies = try Stage(Self.text).reporter.proxies()
        #expect(proxies.map { $0.name } == ["f", "b", "l"])
        #expect(proxies.map { $0.identifier } == [1, 2, 3])
        #expect(proxies.map { $0.frontend != nil } == [true, false, true])
        #expect(proxies.map { $0.backend != nil } == [false, true, true])
        #expect(proxies[1].servers.map { $0.name } == ["a", "b", "c"])
    }

    @Test("a server's line has what the configuration, its checks and the threads say")
    func server() throws {
        let stage = try Stage(Self.text)
        stage.plane.count(3, .sessions, of: .server(1), thread: 0)
        stage.plane.count(4, .sessions, of: .server(1), thread: 1)
        stage.plane.count(1, .responses5xx, of: .server(1), thread: 1)
        stage.plane.change(.current, of: .server(1), by: 6)
        stage.plane.change(.current, of: .server(1), by: -4)
        stage.check(0, .layer7Status, code: 503, text: "Service Unavailable")
        let servers = stage.reporter.proxies()[1].servers
        #expect(servers[0].statusText == "DOWN")
        #expect(servers[0].check.status == .layer7WrongStatus)
        #expect(servers[0].check.code == 503)
        #expect(servers[0].check.report == "Service Unavailable")
        #expect(servers[0].failedChecks == 1)
        #expect(servers[0].cookie == "x")
        #expect(servers[1].statusText == "no check")
        #expect([servers[1].weight, servers[1].userWeight, servers[1].initialWeight] == [20, 20, 20])
        #expect([servers[1].sessionLimit, servers[1].queueLimit] == [50, 9])
        #expect(servers[1].totalSessions == 7)
        #expect(servers[1].responses.classes[4] == 1)
        #expect([servers[1].currentSessions, servers[1].maximumSessions] == [2, 6])
        #expect(servers[2].isBackup)
    }

    @Test("a backend's line sums up its usable servers; fullconn is a tenth of what may come (configuration.txt §4.2)")
    func backend() throws {
        let stage = try Stage(Self.text)
        let before = try #require(stage.reporter.proxies()[1].backend)
        #expect([before.activeServers, before.backupServers, before.weight] == [2, 1, 30])
        #expect(before.sessionLimit == 100)
        #expect(before.cookieName == "SRV")
        stage.check(0, .layer4Connection)
        _ = stage.roster.change(ServerReference(backend: "b", server: "b"), .state(.maintenance), at: .now)
        let after = try #require(stage.reporter.proxies()[1].backend)
        #expect([after.activeServers, after.backupServers, after.weight] == [0, 1, 1])
        #expect(after.isUp)
    }

    @Test("clear counters begins the maxima anew, and with all the counters too (management.txt §9.3)")
    func clear() throws {
        let stage = try Stage(Self.text)
        stage.plane.count(5, .sessions, of: .frontend(0), thread: 0)
        stage.plane.change(.current, of: .frontend(0), by: 5)
        stage.plane.change(.current, of: .frontend(0), by: -4)
        stage.reporter.clear(all: false)
        let first = try #require(stage.reporter.proxies()[0].frontend)
        #expect([first.maximumSessions, UInt32(first.totalSessions)] == [1, 5])
        stage.reporter.clear(all: true)
        stage.plane.count(2, .sessions, of: .frontend(0), thread: 1)
        let second = try #require(stage.reporter.proxies()[0].frontend)
        #expect(second.totalSessions == 2)
    }

    @Test("rates are those of the last second, and their maxima stay")
    func rates() throws {
        let stage = try Stage(Self.text)
        stage.plane.count(5, .sessions, of: .frontend(0), thread: 0)
        stage.reporter.sample(.now)
        stage.plane.count(2, .sessions, of: .frontend(0), thread: 0)
        stage.reporter.sample(.now)
        let frontend = try #require(stage.reporter.proxies()[0].frontend)
        #expect([frontend.sessionRate, frontend.maximumSessionRate] == [2, 5])
    }

    @Test("a disabled proxy is among the servers' states, but not among the statistics (HAProxy 2.6)")
    func disabled() throws {
        let reporter = try Stage(
            "backend off\n    disabled\n    server a 10.0.0.1:80\nbackend b\n    server a 10.0.0.2:80\n"
        )
        .reporter
        #expect(reporter.proxies().map { $0.name } == ["off", "b"])
        #expect(reporter.enabledProxies().map { $0.name } == ["b"])
    }

    @Test("a frontend that an operator paused is told so, and changes are told from repetitions")
    func paused() throws {
        let reporter = try Stage(Self.text).reporter
        let first = reporter.pause(0, true)
        let again = reporter.pause(0, true)
        #expect([first, again] == [true, false])
        #expect(reporter.proxies()[0].frontend?.status == .paused)
        let resumed = reporter.pause(0, false)
        #expect(resumed)
        #expect(reporter.proxies()[0].frontend?.status == .open)
    }

    @Test("of each proxy the last malformed message is kept, and all are counted (show errors)")
    func malformed() throws {
        let reporter = try Stage(Self.text).reporter
        let client = SourceEndpoint(address: IPAddress(v4: 0x7F00_0001), port: 4000)
        for position in 1...3 {
            reporter.keep(
                Hooks.Malformed(
                    isResponse: false, frontend: 0, backend: nil, server: nil, client: client,
                    bytes: Array("GET\u{1} /\r\n".utf8), position: position, offset: 0))
        }
        reporter.keep(
            Hooks.Malformed(
                isResponse: true, frontend: 0, backend: 0, server: 1, client: client, bytes: Array("x".utf8),
                position: 0, offset: 9))
        let (errors, total) = reporter.errors
        #expect(total == 4)
        #expect(errors.map { $0.proxy.name } == ["f", "b"])
        #expect(errors.map { $0.event } == [2, 3])
        #expect(errors.map { $0.position } == [3, 0])
        #expect(errors[1].server?.name == "b")
        #expect(errors[1].other?.name == "f")
    }

    @Test("clear counters all forgets failed checks too, but not how long a server was down")
    func clearedChecks() throws {
        let stage = try Stage(Self.text)
        stage.check(0, .layer4Connection)
        stage.reporter.clear(all: true)
        let proxy = stage.reporter.proxies()[1]
        #expect([proxy.servers[0].failedChecks, proxy.servers[0].downTransitions] == [0, 0])
        #expect(proxy.servers[0].statusText == "DOWN")
    }

    @Test("every status of a check has the same name in logs, statistics and Balancing")
    func statuses() {
        for status in Balancing.CheckStatus.allCases {
            var check = CheckSnapshot()
            check.status = ProxyReport.CheckStatus(status)
            let line = HealthLog.down(
                HealthLog.Server(backend: "b", name: "a", isBackup: false), .check(check),
                HealthLog.Remaining(active: 0, backup: 0))
            #expect(line.text.contains("reason: \(status.words)"))
        }
    }
}
