import Balancing
import ProxyReport
import Testing

@testable import DataPlane
@testable import ProxyService

struct StatisticsTests {
    static let text = """
        frontend f
            bind 127.0.0.1:20000
            default_backend b
            stats enable
            stats uri /s
            stats refresh 5s
            stats auth admin:se:cret
            stats realm My\\ \\"realm\\"
        backend b
            server a 10.0.0.1:80
        """

    private static let login = Array("Basic YWRtaW46c2U6Y3JldA==".utf8)

    private func ask(
        _ stage: Stage, _ method: String = "GET", _ target: String = "/s", login: [UInt8]? = login, body: String = "",
        isAdministrator: Bool = false, keepsAlive: Bool = true
    ) -> (head: [String], content: String) {
        let bytes = stage.reporter.answer(
            Hooks.StatisticsRequest(
                place: .frontend(0), method: Array(method.utf8), target: Array(target.utf8), authorization: login,
                body: Array(body.utf8), isAdministrator: isAdministrator, keepsAlive: keepsAlive))
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n\r\n", maxSplits: 1)
        return (parts[0].split(separator: "\r\n").map { String($0) }, parts.count > 1 ? String(parts[1]) : "")
    }

    @Test("the page needs the login, and says for what (RFC 7617)")
    func login() throws {
        let stage = try Stage(Self.text)
        let refused = ask(stage, login: nil)
        #expect(refused.head[0] == "HTTP/1.1 401 Unauthorized")
        #expect(refused.head.contains("www-authenticate: Basic realm=\"My \\\"realm\\\"\""))
        #expect(refused.head.contains("content-length: 112"))
        let wrong = ask(stage, login: Array("Basic YWRtaW46c2U=".utf8))
        #expect(wrong.head[0] == "HTTP/1.1 401 Unauthorized")
        let allowed = ask(stage)
        #expect(allowed.head[0] == "HTTP/1.1 200 OK")
    }

    @Test("the page is HTML, refreshes itself and is not kept by caches")
    func page() throws {
        let answer = ask(try Stage(Self.text))
        #expect(answer.head.contains("content-type: text/html"))
        #expect(answer.head.contains("refresh: 5"))
        #expect(answer.head.contains("cache-control: no-cache"))
        #expect(answer.head.contains("content-length: \(answer.content.utf8.count)"))
        #expect(answer.content.hasSuffix("</html>\n"))
    }

    @Test(
        "the forms of the statistics have their media types",
        arguments: [
            ("/s;csv", "text/plain", "# pxname,"), ("/s;json", "application/json", "[["),
            ("/s;csv;norefresh", "text/plain", "# pxname,"), ("http://lb1/s;csv", "text/plain", "# pxname,"),
        ])
    func forms(_ target: String, _ type: String, _ start: String) throws {
        let answer = ask(try Stage(Self.text), "GET", target)
        #expect(answer.head.contains("content-type: \(type)"))
        #expect(answer.content.hasPrefix(start))
        #expect(answer.head.contains("refresh: 5") == !target.contains("norefresh"))
    }

    @Test("HEAD is answered as GET, without the content")
    func head() throws {
        let answer = ask(try Stage(Self.text), "HEAD")
        #expect(answer.head[0] == "HTTP/1.1 200 OK")
        #expect(answer.content == "")
    }

    @Test("an administrator's form is done, and the browser sent back to the page")
    func form() throws {
        let stage = try Stage(Self.text)
        let body = "s=a&action=maint&b=b"
        let done = ask(stage, "POST", "/s", body: body, isAdministrator: true)
        #expect(done.head[0] == "HTTP/1.1 303 See Other")
        #expect(done.head.contains("location: /s;st=DONE"))
        #expect(stage.roster.entries[0].server.administrative.isMaintenance)
    }

    @Test("nobody else's form is done")
    func denied() throws {
        let stage = try Stage(Self.text)
        let denied = ask(stage, "POST", "/s", body: "s=a&action=maint&b=b")
        #expect(denied.head.contains("location: /s;st=DENY"))
        #expect(!stage.roster.entries[0].server.administrative.isMaintenance)
        let stranger = ask(stage, "POST", "/s", login: nil, body: "s=a&action=maint&b=b", isAdministrator: true)
        #expect(stranger.head[0] == "HTTP/1.1 401 Unauthorized")
        #expect(!stage.roster.entries[0].server.administrative.isMaintenance)
    }

    @Test("an answer says when the connection ends with it")
    func connection() throws {
        let stage = try Stage(Self.text)
        #expect(!ask(stage).head.contains("connection: close"))
        #expect(ask(stage, keepsAlive: false).head.contains("connection: close"))
    }

    @Test("the metrics have the proxies' names")
    func prometheus() throws {
        let reporter = try Stage(Self.text).reporter
        let text = String(decoding: try #require(reporter.prometheus(Array("/metrics".utf8))), as: UTF8.self)
        #expect(text.contains("haproxy_server_status{proxy=\"b\",server=\"a\",state=\"UP\"} 1\n"))
        let process = String(
            decoding: try #require(reporter.prometheus(Array("/metrics?scope=global".utf8))), as: UTF8.self)
        #expect(!process.contains("haproxy_server_status"))
        #expect(reporter.prometheus(Array("/metrics?scope=nothing".utf8)) == nil)
    }
}
