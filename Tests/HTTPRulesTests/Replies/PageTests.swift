import HAProxyConf
import HTTP1
import Testing

@testable import HTTPRules

/// Error pages: built in, and of a configuration.
struct PageTests {
    private func written(
        _ rules: Rules, _ page: PageIndex, _ connection: ReplyConnection = .keepAlive, isForHead: Bool = false
    ) -> String {
        var output = [UInt8](repeating: 0, count: 4_096)
        var span = output.mutableSpan
        var writer = HeadWriter()
        rules.program.write(page, connection, isForHead: isForHead, with: &writer, to: &span)
        return String(decoding: output[..<writer.position], as: UTF8.self)
    }

    @Test("there is a page for each status that HAProxy has one for", arguments: ErrorPage.statuses)
    func builtIn(status: Int) throws {
        let rules = try Rules("")
        let text = written(rules, rules.program.errorPage(status, frontend: 0, backend: 0))
        let body = text.split(separator: "\r\n\r\n").last ?? ""
        #expect(text.hasPrefix("HTTP/1.1 \(status) "))
        #expect(text.contains("\r\ncontent-length: \(body.utf8.count)\r\ncache-control: no-cache\r\n"))
        #expect(text.contains("\r\nconnection: close\r\n") == (status == 400 || status == 408))
        #expect(body.hasPrefix("<html><body><h1>\(status) "))
    }

    @Test("a page says what becomes of the connection, and for HEAD it has no body")
    func variants() throws {
        let rules = try Rules("")
        let page = rules.program.errorPage(503, frontend: 0, backend: nil)
        let head =
            "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 107\r\ncache-control: no-cache\r\n"
            + "content-type: text/html\r\n"
        let body =
            "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n"
        #expect(written(rules, page) == head + "\r\n" + body)
        #expect(written(rules, page, .close) == head + "connection: close\r\n\r\n" + body)
        #expect(written(rules, page, .keepAlive10) == head + "connection: keep-alive\r\n\r\n" + body)
        #expect(written(rules, page, isForHead: true) == head + "\r\n")
        let closes = rules.program.closes(page)
        #expect(!closes)
    }

    @Test("a status without a page is answered with that for 500")
    func unknownStatus() throws {
        let rules = try Rules("")
        let text = written(rules, rules.program.errorPage(418, frontend: 0, backend: nil))
        #expect(text.hasPrefix("HTTP/1.1 500 Internal Server Error\r\n"))
    }

    @Test("the backend's page goes before the frontend's, and that before the one built in")
    func precedence() throws {
        let rules = try Rules("    errorfile 503 /page", backend: "    errorfile 504 /page")
        let rows: [(Int, Int?, String)] = [
            (503, nil, "503 Busy"), (503, 0, "503 Busy"), (504, 0, "503 Busy"), (504, 1, "504 Gateway Time-out"),
            (504, nil, "504 Gateway Time-out"),
        ]
        for (status, backend, line) in rows {
            let text = written(rules, rules.program.errorPage(status, frontend: 0, backend: backend))
            #expect(text.hasPrefix("HTTP/1.1 \(line)\r\n"))
        }
    }

    @Test("a page of a file that says close closes")
    func closingFile() throws {
        let rules = try Rules("    errorfile 503 /page")
        let page = rules.program.errorPage(503, frontend: 0, backend: nil)
        let closes = rules.program.closes(page)
        #expect(closes)
        #expect(written(rules, page).contains("\r\nconnection: close\r\n"))
        #expect(!written(rules, page).contains("Connection"))
    }

    @Test("an empty file is silence")
    func silence() throws {
        let rules = try Rules("    errorfile 408 /dev/null")
        let page = rules.program.isSilent(rules.program.errorPage(408, frontend: 0, backend: nil))
        let refusal = rules.program.isSilent(rules.program.refusalPage(408, frontend: 0))
        let other = rules.program.isSilent(rules.program.errorPage(400, frontend: 0, backend: nil))
        #expect(page && refusal && !other)
    }

    @Test("a request that cannot be read is refused with HAProxy's own text, whatever errorfile says")
    func refusal() throws {
        let rules = try Rules("    errorfile 400 /page")
        let text = written(rules, rules.program.refusalPage(400, frontend: 0))
        #expect(
            text
                == "HTTP/1.1 400 Bad request\r\nContent-length: 90\r\nCache-Control: no-cache\r\nConnection: close\r\n"
                + "Content-Type: text/html\r\n\r\n<html><body><h1>400 Bad request</h1>\n"
                + "Your browser sent an invalid request.\n</body></html>\n")
    }
}
