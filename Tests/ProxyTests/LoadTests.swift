import Glibc
import Testing

/// One after another, so that the time that one takes is not another's.
@Suite("under load", .serialized, .withProxies)
struct LoadTests {
    @Test("a reload costs no request, and a broken file changes nothing", .with(.haproxy))
    func reloadOfHAProxy() async throws { try await judge(reload(.haproxy)) }

    @Test("a reload costs no request, and a broken file changes nothing: clusterd", .with(.clusterd))
    func reloadOfClusterd() async throws { try await judge(reload(.clusterd)) }

    @Test("a server that is killed costs no request", .with(.haproxy))
    func killBehindHAProxy() async throws { try await judge(kill(.haproxy)) }

    @Test("a server that is killed costs no request: clusterd", .with(.clusterd))
    func killBehindClusterd() async throws { try await judge(kill(.clusterd)) }

    @Test("thousands who are idle and hundreds who are slow keep nobody waiting", .with(.haproxy))
    func crowdAtHAProxy() async throws { try await judge(crowd(.haproxy)) }

    @Test("thousands who are idle and hundreds who are slow keep nobody waiting: clusterd", .with(.clusterd))
    func crowdAtClusterd() async throws { try await judge(crowd(.clusterd)) }

    @Test("a gigabyte passes in constant memory", .with(.haproxy), arguments: Direction.allCases)
    func streamThroughHAProxy(_ direction: Direction) async throws { try await judge(stream(.haproxy, direction)) }

    @Test("a gigabyte passes in constant memory: clusterd", .with(.clusterd), arguments: Direction.allCases)
    func streamThroughClusterd(_ direction: Direction) async throws { try await judge(stream(.clusterd, direction)) }

    enum Direction: CaseIterable {
        case down
        case up
    }

    /// The thread of a room is none of the test's: what was found there is told here.
    private func judge(_ findings: Findings) {
        print(findings.summary)
        #expect(findings.problems == [], "\(findings.summary)")
    }

    // MARK: Reload

    private func reload(_ engine: Engine) async throws -> Findings {
        try await Room.run(alone: true) {
            let origin = try LoadOrigin(port: 81)
            defer { origin.stop() }
            func configuration(_ generation: Int) -> ProxyConfiguration {
                ProxyConfiguration(backend: ["http-response set-header X-Generation \(generation)"])
            }
            let proxy = try Proxy(engine, configuration(0), reloads: true)
            let visitors = [try Visitors(32), try Visitors(8, keepsAlive: false)]
            for generation in 1...5 {
                try proxy.reload(configuration(generation))
                try eventually("generation \(generation) serves all", within: .seconds(10)) {
                    visitors.allSatisfy { $0.tally.generation == "\(generation)" }
                }
                // HAProxy's master does not hear a signal while it starts anew.
                usleep(500_000)
            }
            try proxy.folder.write("haproxy.cfg", "frontend broken\n    no such keyword\n")
            proxy.program.signal(SIGUSR2)
            usleep(1_000_000)
            let before = visitors.map(\.tally.requests)
            usleep(500_000)
            let tallies = visitors.map { $0.stop() }
            var findings = Findings("reload of \(engine)", tallies)
            for (tally, before) in zip(tallies, before) {
                findings.check(tally.generation == "5", "the last answer is of generation \(tally.generation)")
                findings.check(tally.requests > before, "after the broken file nobody is served")
            }
            findings.check(proxy.program.isRunning, "the broken file ended it: \(proxy.program.output.suffix(2000))")
            return findings
        }
    }

    // MARK: Killed servers

    private func kill(_ engine: Engine) async throws -> Findings {
        try await Room.run(alone: true) {
            let survivor = try LoadOrigin(port: 81)
            var other = try LoadOrigin(port: 82)
            let proxy = try Proxy(
                engine,
                ProxyConfiguration(
                    backend: [
                        "balance roundrobin", "option redispatch 1", "retries 3",
                        "retry-on conn-failure empty-response",
                        "default-server check inter 200ms rise 2 fall 2",
                    ], servers: ["server a 127.0.0.1:81", "server b 127.0.0.1:82"]))
            let visitors = [try Visitors(32), try Visitors(8, keepsAlive: false)]
            for _ in 1...3 {
                let before = other.requests
                try eventually("both serve", within: .seconds(10)) { other.requests > before + 50 }
                other.stop()
                usleep(700_000)
                other = try LoadOrigin(port: 82)
            }
            let tallies = visitors.map { $0.stop() }
            other.stop()
            survivor.stop()
            var findings = Findings("server killed behind \(engine)", tallies)
            findings.check(proxy.program.isRunning, "it has ended: \(proxy.program.output.suffix(2000))")
            return findings
        }
    }

    // MARK: Many clients

    private func crowd(_ engine: Engine) async throws -> Findings {
        try await Room.run(alone: true) {
            let limit = Limits.descriptors
            let slowCount = 500
            // HAProxy counts two descriptors for each of its connections.
            let idleCount = min(10_000, (limit - 400) / 2 - slowCount)
            let origin = try LoadOrigin(port: 81)
            defer { origin.stop() }
            let proxy = try Proxy(
                engine,
                ProxyConfiguration(
                    global: ["maxconn \(idleCount + slowCount + 100)"],
                    defaults: [
                        "timeout http-request 4s", "timeout http-keep-alive 5m", "timeout client 5m",
                        "maxconn \(idleCount + slowCount + 100)", "http-reuse always",
                    ]), descriptors: limit)
            let crowd = try Crowd(idleCount, slowCount)
            let visitors = try Visitors(4, pause: .milliseconds(5))
            crowd.trickle(for: .seconds(6))
            let tally = visitors.stop()
            var findings = Findings("\(idleCount) idle and \(slowCount) slow at \(engine)", [tally])
            findings.check(tally.percentile(0.99) < .milliseconds(250), "p99 is \(tally.percentile(0.99))")
            let (ended, served) = (crowd.slowThatEnded(), try crowd.idleThatAreServed())
            findings.check(ended == slowCount, "\(ended) of the slow were refused after timeout http-request")
            findings.check(served == idleCount, "\(served) of the idle were served again")
            findings.summary +=
                ", p50 \(tally.percentile(0.5)), p99 \(tally.percentile(0.99)), "
                + "\(proxy.program.residentBytes >> 10) kB resident"
            return findings
        }
    }

    // MARK: Streams

    private func stream(_ engine: Engine, _ direction: Direction) async throws -> Findings {
        try await Room.run(alone: true) {
            let size = 1 << 30
            let (up, down) = direction == .up ? (size, 0) : (0, size)
            // The reader is late, so that whatever a proxy would keep of it shows.
            let pause = Duration.milliseconds(500)
            let server = try StreamPeer(
                .init(
                    side: .server, port: 81, head: "HTTP/1.1 200 OK\r\nContent-Length: \(down)\r\n\r\n", sends: down,
                    takes: up, pause: direction == .up ? pause : .zero))
            let proxy = try Proxy(engine, ProxyConfiguration(defaults: ["timeout client 20s", "timeout server 20s"]))
            let before = proxy.program.residentBytes
            let client = try StreamPeer(
                .init(
                    side: .client, port: 80, head: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(up)\r\n\r\n",
                    sends: up, takes: down, pause: direction == .down ? pause : .zero))
            var most = before
            try eventually("the stream ends", within: .seconds(120)) {
                most = max(most, proxy.program.residentBytes)
                return client.state.isOver
            }
            let states = [client.state, server.state]
            client.stop()
            server.stop()
            var findings = Findings("1 GiB \(direction) through \(engine): \((most - before) >> 10) kB more in memory")
            findings.problems += states.compactMap(\.problem)
            findings.check(states[0].received == down && states[1].received == up, "bytes are missing: \(states)")
            findings.check(most - before < 4 << 20, "it grew from \(before) to \(most) bytes")
            return findings
        }
    }
}
