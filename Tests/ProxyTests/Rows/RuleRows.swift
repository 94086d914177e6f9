/// http-request, http-response and ACLs.
enum RuleRows {
    private static let request: Bytes = "GET /a HTTP/1.1|Host: h||"

    /// A request to a frontend with these lines.
    private static func row(
        _ name: String, _ source: String, _ lines: [String], _ request: Bytes = request, server: [Bytes],
        client: [Bytes] = [.ok], _ end: Outcome.End = .kept, files: [String: String] = [:]
    ) -> Row {
        Row(
            name: name, source: source, proxy: ProxyConfiguration(frontend: lines, files: files),
            client: [.send(request)], expects: Outcome(server: server, client: client, end))
    }

    /// An answer with these fields through a backend with these lines.
    private static func answer(_ name: String, _ source: String, _ lines: [String], _ fields: Bytes, as passed: Bytes)
        -> Row
    {
        Row(
            name: name, source: source, proxy: ProxyConfiguration(backend: lines), client: [.send(request)],
            origin: [Reply(.send("HTTP/1.1 200 OK|Content-Length: 2|" + fields + "|ok"))],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Content-Length: 2|" + passed + "|ok"]))
    }

    /// Denied with 403 if the condition holds.
    private static func condition(
        _ name: String, _ condition: String, _ request: Bytes, isTrue: Bool, acls: [String] = []
    ) -> Row {
        Row(
            name: name, source: "acl",
            proxy: ProxyConfiguration(frontend: acls + ["http-request deny if \(condition)"]),
            client: [.send(request)],
            expects: isTrue ? Outcome(server: [], client: ["403"]) : Outcome(server: [request], client: [.ok]))
    }

    static let rows = requests + answers + conditions

    private static let requests = [
        row(
            "a field is set in place of all of its name", "http-request set-header", ["http-request set-header A new"],
            "GET / HTTP/1.1|Host: h|A: 1|a: 2||", server: ["GET / HTTP/1.1|Host: h|A: new||"]),
        row(
            "a field is added beside those of its name", "http-request add-header", ["http-request add-header A new"],
            "GET / HTTP/1.1|Host: h|A: 1||", server: ["GET / HTTP/1.1|Host: h|A: 1|A: new||"]),
        row(
            "every field of the name is deleted", "http-request del-header", ["http-request del-header a"],
            "GET / HTTP/1.1|Host: h|A: 1|B: 2|A: 3||", server: ["GET / HTTP/1.1|Host: h|B: 2||"]),
        row(
            "a part of a value is replaced", "http-request replace-header",
            ["http-request replace-header A (.*)x(.*) \\1y\\2"], "GET / HTTP/1.1|Host: h|A: 1x2||",
            server: ["GET / HTTP/1.1|Host: h|A: 1y2||"]),
        row(
            "a value that does not match stays", "http-request replace-header",
            ["http-request replace-header A ^x$ y"], "GET / HTTP/1.1|Host: h|A: xx||",
            server: ["GET / HTTP/1.1|Host: h|A: xx||"]),
        row(
            "the client's address in a value", "http-request set-header", ["http-request set-header A <%[src]>"],
            server: ["GET /a HTTP/1.1|Host: h|A: <127.0.0.1>||"]),
        row(
            "a field in another's value", "http-request set-header", ["http-request set-header A %[req.hdr(host)]:80"],
            server: ["GET /a HTTP/1.1|Host: h|A: h:80||"]),
        row(
            "the path is set, the query stays", "http-request set-path", ["http-request set-path /new%[path]"],
            "GET /a?b=c HTTP/1.1|Host: h||", server: ["GET /new/a?b=c HTTP/1.1|Host: h||"]),
        row(
            "deny", "http-request deny", ["http-request deny"], server: [], client: ["403"]),
        row(
            "deny with a status", "http-request deny", ["http-request deny deny_status 429"], server: [],
            client: ["429"]),
        row(
            "rules after a deny are not read", "http-request deny",
            ["http-request deny if { path /a }", "http-request return status 200"], server: [], client: ["403"]),
        row(
            "allow ends the rules", "http-request allow", ["http-request allow if { path /a }", "http-request deny"],
            server: [request]),
        row(
            "a redirect to a place", "http-request redirect", ["http-request redirect location http://other/x"],
            server: [],
            client: ["HTTP/1.1 302 Found|Content-Length: 0|Location: http://other/x|Cache-Control: no-cache||"]),
        row(
            "a redirect with a code", "http-request redirect", ["http-request redirect location /x code 301"],
            server: [], client: ["HTTP/1.1 301 Moved Permanently|Content-Length: 0|Location: /x||"]),
        row(
            "a redirect to a prefix keeps path and query", "http-request redirect",
            ["http-request redirect prefix http://other code 308"], "GET /a?b HTTP/1.1|Host: h||",
            server: [], client: ["HTTP/1.1 308 Permanent Redirect|Content-Length: 0|Location: http://other/a?b||"]),
        row(
            "a redirect that drops the query", "http-request redirect",
            ["http-request redirect prefix http://other code 307 drop-query"], "GET /a?b HTTP/1.1|Host: h||",
            server: [],
            client: [
                "HTTP/1.1 307 Temporary Redirect|Content-Length: 0|Location: http://other/a|Cache-Control: no-cache||"
            ]),
        row(
            "a redirect to a scheme", "http-request redirect", ["http-request redirect scheme https code 301"],
            "GET /a?b HTTP/1.1|Host: h||", server: [],
            client: ["HTTP/1.1 301 Moved Permanently|Content-Length: 0|Location: https://h/a?b||"]),
        row(
            "a redirect that sets a cookie", "http-request redirect",
            ["http-request redirect location /x code 302 set-cookie A=b"], server: [],
            client: [
                "HTTP/1.1 302 Found|Content-Length: 0|Location: /x|Set-Cookie: A=b; path=/;|Cache-Control: no-cache||"
            ]),
        row(
            "a redirect that appends a slash", "http-request redirect",
            ["http-request redirect prefix / append-slash drop-query"], "GET /a?b HTTP/1.1|Host: h||", server: [],
            client: ["HTTP/1.1 302 Found|Content-Length: 0|Location: /a/|Cache-Control: no-cache||"]),
        row(
            "return with a text", "http-request return",
            ["http-request return status 200 content-type text/plain string \"hello\""], server: [],
            client: ["HTTP/1.1 200 OK|Content-Length: 5|Content-Type: text/plain||hello"]),
        row(
            "return with a status, a file and a field", "http-request return",
            ["http-request return status 404 content-type text/html file FOLDER/page hdr A b"], server: [],
            client: ["HTTP/1.1 404 Not Found|Content-Length: 4|Content-Type: text/html|A: b||page"],
            files: ["page": "page"]),
        row(
            "return with log-format", "http-request return",
            ["http-request return status 200 content-type text/plain lf-string \"%[src] %[path]\""], server: [],
            client: ["HTTP/1.1 200 OK|Content-Length: 12|Content-Type: text/plain||127.0.0.1 /a"]),
        row(
            "an unread body before a deny does not become a request", "http-request deny",
            ["http-request deny if { path /a }"],
            "POST /a HTTP/1.1|Host: h|Content-Length: 26||GET /smuggled HTTP/1.1||||",
            server: [], client: ["403"]),
        row(
            "a rule's condition in words: unless, or, not", "http-request deny",
            ["acl a path /a", "acl b path /b", "http-request deny unless a or b", "http-request deny if !a"],
            server: [request]),
        row(
            "rules are read in their order", "http-request set-header",
            ["http-request set-header A 1", "http-request deny if { hdr(A) 1 }"], server: [], client: ["403"]),
    ]

    private static let answers = [
        answer("set", "http-response set-header", ["http-response set-header A new"], "A: 1|A: 2|", as: "A: new|"),
        answer("add", "http-response add-header", ["http-response add-header A new"], "A: 1|", as: "A: 1|A: new|"),
        answer("delete", "http-response del-header", ["http-response del-header a"], "A: 1|B: 2|A: 3|", as: "B: 2|"),
        answer(
            "replace", "http-response replace-header", ["http-response replace-header A ^(.)(.)$ \\2\\1"], "A: xy|",
            as: "A: yx|"),
        answer(
            "on a condition", "http-response set-header", ["http-response set-header A b if { status 200 }"], "",
            as: "A: b|"),
        Row(
            name: "an answer is denied", source: "http-response deny",
            proxy: ProxyConfiguration(backend: ["http-response deny if { status 200 }"]), client: [.send(request)],
            expects: Outcome(server: [request], client: ["502"])),
        Row(
            name: "another answer is returned", source: "http-response return",
            proxy: ProxyConfiguration(
                backend: ["http-response return status 200 content-type text/plain string new if { status 404 }"]),
            client: [.send(request)], origin: ["HTTP/1.1 404 Not Found|Content-Length: 3||old"],
            expects: Outcome(
                server: [request], client: ["HTTP/1.1 200 OK|Content-Length: 3|Content-Type: text/plain||new"])),
        Row(
            name: "an answer becomes a redirect", source: "http-response redirect",
            proxy: ProxyConfiguration(backend: ["http-response redirect location /x code 303 if { status 404 }"]),
            client: [.send(request)], origin: ["HTTP/1.1 404 Not Found|Content-Length: 3||old"],
            expects: Outcome(
                server: [request],
                client: ["HTTP/1.1 303 See Other|Content-Length: 0|Location: /x|Cache-Control: no-cache||"])),
    ]

    private static let conditions = [
        condition("path, exactly", "{ path /a }", request, isTrue: true),
        condition("path is without the query", "{ path /a }", "GET /a?b HTTP/1.1|Host: h||", isTrue: true),
        condition("path has a case", "{ path /A }", request, isTrue: false),
        condition("path without its case", "{ path -i /A }", request, isTrue: true),
        condition("path of an absolute target", "{ path /a }", "GET http://h/a HTTP/1.1|Host: h||", isTrue: true),
        condition("path_beg", "{ path_beg /a }", "GET /ab HTTP/1.1|Host: h||", isTrue: true),
        condition("path_beg of several", "{ path_beg /x /a }", "GET /ab HTTP/1.1|Host: h||", isTrue: true),
        condition("path_end", "{ path_end .png }", "GET /a.png?b HTTP/1.1|Host: h||", isTrue: true),
        condition("path_reg", "{ path_reg ^/[0-9]+$ }", "GET /12 HTTP/1.1|Host: h||", isTrue: true),
        condition(
            "path_reg that does not match", "{ path_reg ^/[0-9]+$ }", "GET /1a HTTP/1.1|Host: h||", isTrue: false),
        condition("path_reg without case", "{ path_reg -i ^/AB$ }", "GET /ab HTTP/1.1|Host: h||", isTrue: true),
        condition("hdr", "{ hdr(A) b }", "GET / HTTP/1.1|Host: h|a: b||", isTrue: true),
        condition(
            "hdr looks at each element of a list", "{ hdr(A) c }", "GET / HTTP/1.1|Host: h|A: b, c||", isTrue: true),
        condition("hdr of several fields", "{ hdr(A) c }", "GET / HTTP/1.1|Host: h|A: b|A: c||", isTrue: true),
        condition("hdr that is not there", "{ hdr(A) b }", request, isTrue: false),
        condition("hdr is there", "{ hdr(A) -m found }", "GET / HTTP/1.1|Host: h|A: b||", isTrue: true),
        condition("hdr_beg", "{ hdr_beg(A) b }", "GET / HTTP/1.1|Host: h|A: bc||", isTrue: true),
        condition("hdr_dom", "{ hdr_dom(host) example }", "GET / HTTP/1.1|Host: www.example.com||", isTrue: true),
        condition(
            "hdr_dom is of whole labels", "{ hdr_dom(host) ample }", "GET / HTTP/1.1|Host: www.example.com||",
            isTrue: false),
        condition("method", "{ method POST PUT }", "PUT / HTTP/1.1|Host: h|Content-Length: 0||", isTrue: true),
        condition("another method", "{ method POST PUT }", request, isTrue: false),
        condition("src, a network", "{ src 127.0.0.0/8 }", request, isTrue: true),
        condition("src, another", "{ src 10.0.0.0/8 fd00::/8 }", request, isTrue: false),
        condition("dst_port", "{ dst_port 80 }", request, isTrue: true),
        condition("url", "{ url /a?b }", "GET /a?b HTTP/1.1|Host: h||", isTrue: true),
        condition("nbsrv", "{ nbsrv(back) lt 1 }", request, isTrue: false),
        condition("always_true", "{ always_true }", request, isTrue: true),
        condition("always_false", "{ always_false }", request, isTrue: false),
        condition("two of one name are either", "x", request, isTrue: true, acls: ["acl x path /b", "acl x path /a"]),
        condition("two in a row are both", "{ path /a } { method POST }", request, isTrue: false),
        condition("not", "!{ path /b }", request, isTrue: true),
        condition("or binds less than and", "{ path /b } { method GET } || { path /a }", request, isTrue: true),
        condition("TRUE", "TRUE", request, isTrue: true),
        condition("METH_GET", "METH_GET", request, isTrue: true),
        condition("LOCALHOST", "LOCALHOST", request, isTrue: true),
    ]
}
