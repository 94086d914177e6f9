extension Bytes {
    /// What the servers of the tests answer, unless a row says otherwise.
    static let ok: Bytes = "HTTP/1.1 200 OK|Content-Length: 2||ok"
}

extension Row {
    /// One write, which reaches the server as it is or as `server` says, and is answered.
    static func passes(
        _ name: String, _ source: String, _ request: Bytes, server: [Bytes]? = nil, client: [Bytes] = [.ok],
        _ end: Outcome.End = .kept, origin: [Reply] = [], proxy: ProxyConfiguration = ProxyConfiguration(),
        haproxy: Difference? = nil
    ) -> Row {
        Row(
            name: name, source: source, proxy: proxy, client: [.send(request)], origin: origin,
            expects: Outcome(server: server ?? [request], client: client, end), haproxy: haproxy)
    }

    /// One write, which is answered with an error and goes nowhere.
    static func refused(
        _ name: String, _ source: String, _ request: Bytes, status: Bytes = "400",
        proxy: ProxyConfiguration = ProxyConfiguration(), haproxy: Difference? = nil
    ) -> Row {
        Row(
            name: name, source: source, proxy: proxy, client: [.send(request)], expects: .refused(status),
            haproxy: haproxy)
    }
}

extension Difference {
    /// HAProxy lets it pass, as `server`.
    static func passes(
        _ why: String, as server: Bytes..., client: Bytes = .ok, end: Outcome.End = .kept
    ) -> Difference {
        Difference(why, Outcome(server: server, client: server.map { _ in client }, end))
    }
}
