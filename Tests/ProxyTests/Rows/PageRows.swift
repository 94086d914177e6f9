/// Answers that the proxy makes by itself: errors, the monitor, the statistics.
enum PageRows {
    private static let request: Bytes = "GET /a HTTP/1.1|Host: h||"
    private static let dead = ProxyConfiguration(defaults: ["retries 0"], servers: ["server a 127.0.0.1:99"])

    private static func statistics(_ more: [String] = []) -> ProxyConfiguration {
        ProxyConfiguration(frontend: ["stats enable", "stats uri /stats?view"] + more)
    }

    private static func row(
        _ name: String, _ source: String, _ proxy: ProxyConfiguration, _ request: Bytes = request, client: [Bytes],
        _ end: Outcome.End = .kept, isHead: Bool = false, contains: [String] = []
    ) -> Row {
        Row(
            name: name, source: source, proxy: proxy, client: [.send(request)],
            expects: Outcome(server: [], client: client, end, isHead: isHead, contains: contains))
    }

    static let rows = [
        row("no server listens", "server", dead, client: ["503"]),
        row(
            "no server at all", "default_backend",
            ProxyConfiguration(servers: []), client: ["503"]),
        row(
            "a file instead of the page", "errorfile",
            ProxyConfiguration(
                defaults: ["retries 0", "errorfile 503 FOLDER/503.http"], servers: ["server a 127.0.0.1:99"],
                files: [
                    "503.http":
                        "HTTP/1.0 503 Gone home\r\nCache-Control: no-cache\r\nContent-Type: text/plain\r\n\r\nlater"
                ]),
            client: [
                "HTTP/1.1 503 Gone home|Content-Length: 5|Cache-Control: no-cache|Content-Type: text/plain||later"
            ]
        )
        .butHAProxy(
            "the page is sent with our version (RFC 9110 §2.5) and its length, so that the connection can go on",
            Outcome(
                server: [],
                client: ["HTTP/1.0 503 Gone home|Cache-Control: no-cache|Content-Type: text/plain||later"], .closed)),
        row(
            "a page of an error to HEAD has no body", "RFC 9110 §9.3.2", dead, "HEAD /a HTTP/1.1|Host: h||",
            client: ["503"], isHead: true),
        row(
            "monitor-uri", "monitor-uri", ProxyConfiguration(frontend: ["monitor-uri /alive"]),
            "GET /alive HTTP/1.1|Host: h||", client: ["200"]),
        row(
            "the statistics' page", "stats uri", statistics(), "GET /stats?view HTTP/1.1|Host: h||", client: ["200"],
            contains: ["<html", "front", "back"]),
        row(
            "the statistics as CSV", "stats uri", statistics(), "GET /stats?view;csv HTTP/1.1|Host: h||",
            client: ["200"],
            contains: [
                "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,", "front,FRONTEND,", "back,a,",
                "back,BACKEND,",
            ]),
        row(
            "the statistics as JSON", "stats uri", statistics(), "GET /stats?view;json HTTP/1.1|Host: h||",
            client: ["200"], contains: ["\"objType\":\"Frontend\"", "\"name\":\"pxname\""]),
        row(
            "the statistics want a password", "stats auth", statistics(["stats auth user:secret"]),
            "GET /stats?view HTTP/1.1|Host: h||", client: ["401"]
        )
        .butHAProxy("a client may ask again on the same connection", Outcome(server: [], client: ["401"], .closed)),
        row(
            "a wrong password", "stats auth", statistics(["stats auth user:secret"]),
            "GET /stats?view HTTP/1.1|Host: h|Authorization: Basic dXNlcjp3cm9uZw==||", client: ["401"]
        )
        .butHAProxy("a client may ask again on the same connection", Outcome(server: [], client: ["401"], .closed)),
        row(
            "the right password", "stats auth", statistics(["stats auth user:secret"]),
            "GET /stats?view HTTP/1.1|Host: h|Authorization: Basic dXNlcjpzZWNyZXQ=||", client: ["200"]),
        row(
            "nothing is done without stats admin", "stats admin", statistics(),
            "POST /stats?view HTTP/1.1|Host: h|Content-Type: application/x-www-form-urlencoded|Content-Length: 30||s=a&action=ready&b=%23back&x=y",
            client: ["303"]),
        row(
            "metrics", "http-request use-service",
            ProxyConfiguration(frontend: ["http-request use-service prometheus-exporter if { path /metrics }"]),
            "GET /metrics HTTP/1.1|Host: h||", client: ["200"],
            contains: [
                "# TYPE haproxy_frontend_http_requests_total counter",
                "haproxy_server_status{proxy=\"back\",server=\"a\"",
            ]),
        row(
            "a connection from a place that may not", "tcp-request connection reject",
            ProxyConfiguration(frontend: ["tcp-request connection reject if { src 127.0.0.0/8 }"]), client: [], .closed),
        Row(
            name: "a place that may", source: "tcp-request connection accept",
            proxy: ProxyConfiguration(
                frontend: [
                    "tcp-request connection accept if { src 127.0.0.0/8 }", "tcp-request connection reject",
                ]), client: [.send(request)], expects: Outcome(server: [request], client: [.ok])),
    ]
}
