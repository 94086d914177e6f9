/// The keyword `cookie`: which server a visitor stays with, and how the visitor is told.
enum CookieRows {
    private static func backend(_ cookie: String, _ more: String = "") -> ProxyConfiguration {
        ProxyConfiguration(
            backend: ["cookie \(cookie)"],
            servers: ["server a 127.0.0.1:81 cookie one\(more)", "server b 127.0.0.1:82 cookie two"])
    }

    private static let request: Bytes = "GET / HTTP/1.1|Host: h||"

    private static func cookie(_ value: String) -> Bytes { "GET / HTTP/1.1|Host: h|Cookie: \(value)||" }

    /// The first server answers, or the second does, with these fields.
    private static func row(
        _ name: String, _ options: String, _ request: Bytes = request, atSecond isSecond: Bool = false,
        answer: Bytes = "", server: Bytes? = nil, client: Bytes
    ) -> Row {
        let reply = Reply(.send("HTTP/1.1 200 OK|Content-Length: 1|" + answer + "|" + (isSecond ? "2" : "1")))
        return Row(
            name: name, source: "cookie", proxy: backend(options), client: [.send(request)], origin: [reply],
            second: [reply],
            expects: Outcome(
                server: [server ?? request],
                client: ["HTTP/1.1 200 OK|Content-Length: 1|" + client + "|" + (isSecond ? "2" : "1")]))
    }

    static let rows = [
        row("insert", "S insert", client: "Set-Cookie: S=one; path=/|"),
        row(
            "insert nocache keeps an answer out of caches", "S insert nocache", answer: "ETag: x|",
            client: "ETag: x|Set-Cookie: S=one; path=/|Cache-Control: private|"),
        row(
            "insert nocache, an answer that no cache keeps", "S insert nocache", client: "Set-Cookie: S=one; path=/|"),
        row(
            "insert httponly secure", "S insert httponly secure", client: "Set-Cookie: S=one; path=/; HttpOnly; Secure|"
        ),
        row("insert domain", "S insert domain .h.org", client: "Set-Cookie: S=one; path=/; domain=.h.org|"),
        row("insert attr", "S insert attr \"SameSite=Lax\"", client: "Set-Cookie: S=one; path=/; SameSite=Lax|"),
        row("insert maxidle dates the cookie", "S insert maxidle 1h", client: "Set-Cookie: *|"),
        row("insert to a visitor that has it", "S insert", cookie("S=two"), atSecond: true, client: ""),
        row(
            "insert indirect takes it out of the request", "S insert indirect", cookie("S=two"), atSecond: true,
            server: request, client: ""),
        row(
            "indirect leaves the other cookies", "S insert indirect", cookie("A=1; S=two; B=2"), atSecond: true,
            server: cookie("A=1; B=2"), client: ""),
        row(
            "indirect, the first of several", "S insert indirect", cookie("S=two; B=2"), atSecond: true,
            server: cookie("B=2"), client: ""),
        row(
            "indirect, the last of several", "S insert indirect", cookie("A=1; S=two"), atSecond: true,
            server: cookie("A=1"), client: ""),
        row(
            "a cookie that names no server is replaced", "S insert indirect", cookie("S=three"),
            server: request, client: "Set-Cookie: S=one; path=/|"),
        row(
            "a name that begins alike is another cookie", "S insert indirect", cookie("SS=two"),
            client: "Set-Cookie: S=one; path=/|"),
        row(
            "insert preserve leaves a cookie of the server's own", "S insert preserve", answer: "Set-Cookie: S=own|",
            client: "Set-Cookie: S=own|"),
        row(
            "insert replaces a cookie of the server's own", "S insert", answer: "Set-Cookie: S=own|",
            client: "Set-Cookie: S=one; path=/|"),
        row(
            "rewrite changes the server's cookie", "S rewrite", answer: "Set-Cookie: S=own; path=/x|",
            client: "Set-Cookie: S=one; path=/x|"),
        row("rewrite without a cookie of the server's", "S rewrite", client: ""),
        row(
            "prefix, in the answer", "S prefix", answer: "Set-Cookie: S=own; path=/|",
            client: "Set-Cookie: S=one~own; path=/|"),
        row(
            "prefix, in the request", "S prefix", cookie("S=two~own"), atSecond: true, server: cookie("S=own"),
            client: ""),
        Row(
            name: "a visitor moves when its server refuses", source: "option redispatch",
            proxy: ProxyConfiguration(
                backend: ["cookie S insert indirect", "option redispatch", "retries 1"],
                servers: ["server a 127.0.0.1:81 cookie one", "server b 127.0.0.1:82 cookie two"]),
            client: [.send(cookie("S=two"))],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Content-Length: 2|Set-Cookie: S=one; path=/||ok"])),
    ]
}
