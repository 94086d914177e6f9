/// What stands after `timeout`. 0 means that there is none.
struct TimeoutKeyword: Sendable {
    let name: String
    let standard: String
    let note: String
    let places: Places

    static let all = [
        TimeoutKeyword(name: "connect", standard: "none", note: "A connection to a server.", places: .serverSide),
        TimeoutKeyword(name: "client", standard: "none", note: "A client is silent.", places: .clientSide),
        TimeoutKeyword(name: "server", standard: "none", note: "A server is silent.", places: .serverSide),
        TimeoutKeyword(
            name: "http-request", standard: "timeout client", note: "A whole head of a request.", places: .any),
        TimeoutKeyword(
            name: "http-keep-alive", standard: "timeout http-request", note: "The next request.", places: .any),
        TimeoutKeyword(name: "queue", standard: "timeout connect", note: "A place at a server.", places: .serverSide),
        TimeoutKeyword(
            name: "check", standard: "inter", note: "A check, once it is connected.", places: .serverSide),
        TimeoutKeyword(
            name: "tunnel", standard: "timeout client and server", note: "Both sides of a tunnel are silent.",
            places: .serverSide),
        TimeoutKeyword(
            name: "client-fin", standard: "timeout client", note: "The client's side, half closed.", places: .clientSide
        ),
        TimeoutKeyword(
            name: "server-fin", standard: "timeout server", note: "The server's side, half closed.", places: .serverSide
        ),
    ]

    static let refused = [RefusedKeywords("tarpit", "there is no tarpit")]
}

extension ProxyDraft {
    /// `timeout NAME TIME`.
    mutating func readTimeout(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.keyword("a name, as 'client', and a time")
        guard let keyword = TimeoutKeyword.all.first(where: { $0.name == name }) else {
            let known = TimeoutKeyword.all.map { $0.name }
            throw Refusal(unknownOrRefused(name, among: known, TimeoutKeyword.refused, "after 'timeout'"))
        }
        let time = try arguments.time()
        try arguments.end()
        guard try stands(keyword.places, "'timeout \(name)'", &arguments) else { return }
        once("timeout \(name)", &arguments)
        if section == .backend, name.hasPrefix("http-") {
            arguments.warn("'timeout \(name)' has no effect: only that of a frontend counts")
        }
        settings.timeouts[name] = time == .zero ? nil : time
    }
}
