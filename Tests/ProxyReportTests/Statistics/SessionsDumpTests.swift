import Addresses
import Testing

@testable import ProxyReport

@Suite("show sess, beside haproxy's own")
struct SessionsDumpTests {
    /// The second session of `Golden/sess.txt` and `Golden/sessall.txt`.
    private var session: SessionSnapshot {
        let loopback = IPAddress(v4: 0x7F00_0001)
        var session = SessionSnapshot()
        session.identifier = 0x7F0E_C003_4CD0
        session.number = 22
        session.acceptMilliseconds = 1_795_538_266_098
        session.ageSeconds = 1
        (session.frontend, session.frontendIdentifier, session.frontendMode) = ("tcp", 6, .tcp)
        session.listenerIdentifier = 1
        (session.backend, session.backendIdentifier, session.backendMode) = ("tcp", 6, .tcp)
        (session.server, session.serverIdentifier) = ("a", 1)
        session.calls = 3
        session.expiry = 1999
        session.client.state = .established
        session.client.descriptor = 19
        session.client.remote = EndpointAddress(loopback, port: 60662)
        session.client.local = EndpointAddress(loopback, port: 20090)
        session.upstream.state = .established
        session.upstream.descriptor = 26
        session.upstream.local = EndpointAddress(loopback, port: 45312)
        session.upstream.remote = EndpointAddress(loopback, port: 20181)
        session.request.readExpiry = 1000
        session.response.readExpiry = 1000
        return session
    }

    /// haproxy's text without what only its memory has.
    private func plain(_ text: String) -> String {
        text.replacing(/\(f=0x[0-9a-f]+/, with: "(flags=0").replacing(/0x[0-9a-f]{8,}/) {
            $0.output == "0x7f0ec0034cd0" ? $0.output : "(nil)"
        }
        .replacing(/f=[0-9a-f]+h/, with: "f=000000h").replacing(/(flags|f|epoch)=0x[0-9a-f]+/, with: "flags=0")
        .replacing(/tmask=0x[0-9a-f]/, with: "tmask=0").replacing(/fd.state=[0-9]+ updt=./, with: "fd.state=0")
        .replacing(/[0-9]h,fd/, with: "0h,fd").replacing(/rate=[0-9]/, with: "rate=0")
        .replacing("sub=1", with: "sub=0").replacing("epoch=0 ", with: "flags=0 ")
        .replacing("epoch=0\n", with: "flags=0\n").replacing(/098[0-9]{3}\]/, with: "098000]")
    }

    @Test("a line a session is haproxy's, but for its flags")
    func brief() throws {
        let golden = try #require(try Golden.lines("sess.txt").first { $0.hasPrefix("0x7f0ec0034cd0") })
        let ours = SessionsDump.text(.brief, [session], offset: 0).string
        #expect(plain(ours) == plain(golden + "\n"))
    }

    @Test("a paragraph a session is haproxy's, but for its flags")
    func full() throws {
        let all = try Golden.lines("sessall.txt")
        let start = try #require(all.firstIndex { $0.hasPrefix("0x7f0ec0034cd0") })
        let golden = [all[start]] + all[(start + 1)...].prefix { $0.hasPrefix(" ") }
        let expected = plain(golden.joined(separator: "\n") + "\n")
        for query in [SessionQuery.all, .one(session.identifier)] {
            let ours = SessionsDump.text(query, [session], offset: 0).string
            #expect(plain(ours) == expected)
        }
    }

    @Test("a session that is not there, or has no backend yet")
    func missing() {
        #expect(SessionsDump.text(.one(1), [session], offset: 0).string == "Session not found.\n")
        var early = session
        (early.backend, early.server) = (nil, nil)
        let line = SessionsDump.text(.brief, [early], offset: 0).string
        #expect(line.contains(" be=<NONE> srv=<none> "))
    }
}

@Suite("show errors, beside haproxy's own")
struct ErrorsDumpTests {
    private var error: ErrorSnapshot {
        var error = ErrorSnapshot(proxy: ErrorSnapshot.Party(name: "web", identifier: 2))
        error.milliseconds = 1_795_538_262_065
        error.client = EndpointAddress(IPAddress(v4: 0x7F00_0001), port: 53086)
        error.bytes = "GET /a\"b\u{7F}%20 HTTP/1.1\r\nHost: a\r\n\r\n".bytes
        error.position = 8
        (error.state, error.stateNumber) = ("MSG_RQURI", 4)
        return error
    }

    private func text(_ errors: [ErrorSnapshot], _ change: (inout ErrorQuery) -> Void = { _ in }) -> String? {
        var query = ErrorQuery()
        change(&query)
        let report = ErrorsDump.text(
            query, errors, proxies: Sample.proxies, total: 1, at: 1_795_538_267_587, offset: 0)
        return report.map { $0.string + "\n" }
    }

    @Test("a request that could not be read is haproxy's, but for its flags")
    func request() throws {
        let expected = try Golden.text("errors.txt").replacing(/flags 0x[0-9a-f]{8}/, with: "flags 0x00000000")
        #expect(text([error]) == expected)
    }

    @Test("only those of the proxy that is asked for, and of the side")
    func filters() {
        let none = "Total events captured on [24/Nov/2026:16:37:47.587] : 1\n\n"
        #expect(text([error]) { $0.proxy = "pool" } == none)
        #expect(text([error]) { $0.requests = false } == none)
        #expect(text([error]) { $0.proxy = "bogus" } == nil)
        #expect(text([error]) { $0.proxy = "web" } == text([error]))
    }

    @Test("no byte of a message reaches the terminal as it is, and no line is longer than 80 characters")
    func hostile() {
        var hostile = error
        hostile.isResponse = true
        hostile.bytes = Array(0...255) + Array(repeating: 0x1B, count: 300)
        let lines = text([hostile])?.split(separator: "\n").map { String($0) } ?? []
        #expect(lines.allSatisfy { $0.utf8.count <= 80 && $0.utf8.allSatisfy { (32..<127).contains($0) } })
        #expect(lines.contains { $0.hasPrefix("  00011  \\x0B\\x0C\\r\\x0E") })
        #expect(lines.contains { $0.hasPrefix("  00029+ ") })
    }
}
