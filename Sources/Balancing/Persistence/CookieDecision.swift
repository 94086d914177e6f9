/// What a response needs for persistence (HAProxy 2.6, src/http_ana.c).
extension PersistenceTable {
    /// What is known of a request when its response comes.
    package struct Exchange: Hashable, Sendable {
        package var reading: CookieReading
        /// The server that answers.
        package var server: Int
        /// That server was the one the cookie (or `use-server`) named, and not another one after a redispatch.
        package var isDirect: Bool
        package var isPost: Bool
        /// The response has a `Set-Cookie` of this name already.
        package var serverSetsCookie: Bool

        package init(
            _ reading: CookieReading, server: Int, isDirect: Bool, isPost: Bool = false, serverSetsCookie: Bool = false
        ) {
            self.reading = reading
            self.server = server
            self.isDirect = isDirect
            self.isPost = isPost
            self.serverSetsCookie = serverSetsCookie
        }
    }

    /// What becomes of a `Set-Cookie` of this name that the server sent.
    package enum ServerCookie: UInt8, Hashable, Sendable, CaseIterable {
        case keep
        case remove
        /// `rewrite`: the value becomes the server's name.
        case rewrite
        /// `prefix`: the server's name and `~` go before the value.
        case prefix
    }

    package func serverCookie(server: Int, isDirect: Bool) -> ServerCookie {
        if cookie.preservesServerCookie { return .keep }
        if cookie.mode == .insert || (isDirect && cookie.isIndirect) { return .remove }
        guard hasValue(server) else { return .keep }
        switch cookie.mode {
        case .rewrite: return .rewrite
        case .prefix: return .prefix
        case .insert, .passive: return .keep
        }
    }

    /// Whether the response gets a `Set-Cookie`: `insert` does it for a client without the right cookie, and when the
    /// cookie's dates must be renewed, added or removed.
    ///
    /// - Parameter now: Unix time in seconds.
    package func setsCookie(_ exchange: Exchange, now: Int64) -> Bool {
        guard cookie.mode == .insert else { return false }
        if exchange.serverSetsCookie, cookie.preservesServerCookie { return false }
        if cookie.isPostOnly, !exchange.isPost { return false }
        return !exchange.isDirect || needsNewDates(exchange.reading, now)
    }

    private func needsNewDates(_ reading: CookieReading, _ now: Int64) -> Bool {
        let isSeen = reading.lastSeen.map { $0 < now } ?? true
        if cookie.maximumIdleSeconds != nil || reading.lastSeen != nil, isSeen { return true }
        return (cookie.maximumLifeSeconds != nil) != (reading.firstSeen != nil)
    }

    /// The second letter of the log's cookie flags (configuration.txt §8.5): what happened to the response's cookie.
    ///
    /// - Parameters:
    ///   - sent: what became of the server's own, nil if it sent none.
    ///   - isSet: whether the response got ours.
    package func logLetter(sent: ServerCookie?, isSet: Bool, server: Int, isDirect: Bool) -> UInt8 {
        if isSet { return hasValue(server) && isDirect ? UInt8(ascii: "U") : UInt8(ascii: "I") }
        switch sent {
        case nil: return UInt8(ascii: "N")
        case .keep: return UInt8(ascii: "P")
        case .remove: return UInt8(ascii: "D")
        case .rewrite, .prefix: return UInt8(ascii: "R")
        }
    }

    /// Whether the request's cookie is taken out before the server sees it.
    package var hidesCookieFromServer: Bool { cookie.mode == .insert && cookie.isIndirect }
}
