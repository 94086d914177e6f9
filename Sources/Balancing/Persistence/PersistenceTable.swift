/// The persistence cookie of a backend and its servers' values of it (`server … cookie VALUE`): what a request's cookie
/// means, and which cookie a response gets. Each thread has its own; reading and writing allocate nothing.
package struct PersistenceTable: Sendable {
    package let cookie: PersistenceCookie
    /// `option persist`: a server that is down is tried all the same.
    package let persistsToDownServers: Bool
    /// All values one after the other; an array of arrays would be a reference each.
    private let values: [UInt8]
    private var servers: [Entry]
    /// `NAME=`.
    private let head: [UInt8]
    /// `; path=/`, and everything after it.
    private let tail: [UInt8]
    /// The same for the removal of the cookie: `; Expires=…`.
    private let removalTail: [UInt8]

    private struct Entry: Sendable {
        /// Where its value stands in `values`; empty for a server without.
        let range: Range<Int>
        /// Of its value: most of the others need not be compared byte by byte.
        let hash: UInt32
        var isUp: Bool
    }

    /// - Parameter values: each server's cookie value, in the order of the file; nil for a server without.
    package init(_ cookie: PersistenceCookie, values: [[UInt8]?], persistsToDownServers: Bool = false) {
        self.cookie = cookie
        self.persistsToDownServers = persistsToDownServers
        var all: [UInt8] = []
        servers = values.map { value in
            let start = all.count
            all += value ?? []
            return Entry(range: start..<all.count, hash: KeyHash.sdbm(all.span, start..<all.count), isUp: true)
        }
        self.values = all
        head = cookie.name + Array("=".utf8)
        let attributes = Self.attributes(cookie)
        tail = Array("; path=/".utf8) + attributes
        removalTail = Array("; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/".utf8) + attributes
    }

    private static func attributes(_ cookie: PersistenceCookie) -> [UInt8] {
        var text: [UInt8] = []
        for domain in cookie.domains { text += Array("; domain=".utf8) + domain }
        if cookie.isHTTPOnly { text += Array("; HttpOnly".utf8) }
        if cookie.isSecure { text += Array("; Secure".utf8) }
        for attribute in cookie.attributes { text += Array("; ".utf8) + attribute }
        return text
    }

    /// A server's state changed: `Server.acceptsPersistentRequests`.
    package mutating func setUp(_ isUp: Bool, of server: Int) {
        servers[server].isUp = isUp
    }

    package func hasValue(_ server: Int) -> Bool { !servers[server].range.isEmpty }

    // MARK: - A request's cookie

    /// What the value of a request's cookie says.
    ///
    /// - Parameters:
    ///   - value: between `NAME=` and the next `;`, without blanks around it.
    ///   - now: Unix time in seconds.
    ///   - isAssigned: the server was chosen already (`use-server`), or persistence is to be ignored.
    package func read(_ value: Span<UInt8>, now: Int64, isAssigned: Bool = false) -> CookieReading {
        var reading = CookieReading()
        var end = nameEnd(value)
        if cookie.mode == .prefix {
            if end < value.count { reading.prefixLength = end + 1 }
        } else if end < value.count {
            readDates(value, after: end, &reading)
        }
        if let state = expiry(reading, now) {
            reading.state = state
            (reading.lastSeen, reading.firstSeen) = (nil, nil)
            end = 0
        }
        if !isAssigned, end > 0 { find(value, end, &reading) }
        if reading.server < 0, reading.state == .none { reading.state = isAssigned ? .unused : .invalid }
        return reading
    }

    /// Where the server's name ends.
    private func nameEnd(_ value: Span<UInt8>) -> Int {
        let separator = cookie.mode == .prefix ? UInt8(ascii: "~") : CookieDate.separator
        var end = 0
        while end < value.count, value[end] != separator { end += 1 }
        return end
    }

    /// `value|last seen|first seen`.
    private func readDates(_ value: Span<UInt8>, after bar: Int, _ reading: inout CookieReading) {
        reading.lastSeen = CookieDate.decode(value, at: bar + 1)
        var second = bar + 1
        while second < value.count, value[second] != CookieDate.separator { second += 1 }
        if second < value.count { reading.firstSeen = CookieDate.decode(value, at: second + 1) }
    }

    /// Too old, or not used for too long. A date more than a day ahead is no better: it would never run out.
    private func expiry(_ reading: CookieReading, _ now: Int64) -> CookieReading.State? {
        if let limit = cookie.maximumLifeSeconds, let date = reading.firstSeen, isOver(date, limit, now) { return .old }
        if let limit = cookie.maximumIdleSeconds, let date = reading.lastSeen, isOver(date, limit, now) {
            return .expired
        }
        return nil
    }

    private func isOver(_ date: Int64, _ limit: Int64, _ now: Int64) -> Bool {
        // A date has 32 bits; with a moment after 1970 no difference overflows.
        let age = max(now, 0) - date
        return age > limit || age < -86_400
    }

    /// The first server of that name that is up, or with `option persist` the first of that name.
    private func find(_ value: Span<UInt8>, _ end: Int, _ reading: inout CookieReading) {
        let hash = KeyHash.sdbm(value, 0..<end)
        for index in 0..<servers.count where servers[index].hash == hash {
            let entry = servers[index]
            guard entry.range.count == end, isEqual(value, entry.range) else { continue }
            reading.state = entry.isUp ? .valid : .down
            if entry.isUp || persistsToDownServers {
                reading.server = Int32(index)
                return
            }
        }
    }

    private func isEqual(_ value: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for offset in 0..<range.count where value[offset] != values[range.lowerBound + offset] { return false }
        return true
    }
}

extension PersistenceTable {
    // MARK: - A response's cookie

    /// The most bytes that `write` writes.
    package var maximumLength: Int {
        let longest = servers.reduce(0) { max($0, $1.range.count) }
        return head.count + longest + 2 * (CookieDate.length + 1) + max(tail.count, removalTail.count)
    }

    /// The value of the `Set-Cookie` field: `NAME=web1; path=/`. For a server without a value the cookie is removed.
    ///
    /// - Parameters:
    ///   - firstSeen: of the request's cookie, which its life counts from.
    ///   - now: Unix time in seconds.
    /// - Returns: false if there is not enough room; nothing is written then.
    package func write(
        server: Int, firstSeen: Int64?, now: Int64, to output: inout OutputSpan<UInt8>
    ) -> Bool {
        let range = servers[server].range
        let dates = range.isEmpty || !cookie.isDated ? 0 : cookie.maximumLifeSeconds == nil ? 1 : 2
        let end = range.isEmpty ? removalTail : tail
        guard output.freeCapacity >= head.count + range.count + dates * (CookieDate.length + 1) + end.count else {
            return false
        }
        for byte in head { output.append(byte) }
        writeName(server, to: &output)
        let today = CookieDate.steps(roundingUp: now)
        if dates > 0 { write(date: today, to: &output) }
        if dates > 1 { write(date: firstSeen.map { $0 >> 2 } ?? today, to: &output) }
        for byte in end { output.append(byte) }
        return true
    }

    /// The server's value: what `rewrite` puts in the place of the server's own, and `prefix` before it, with a `~`.
    ///
    /// - Precondition: there is room for it.
    package func writeName(_ server: Int, to output: inout OutputSpan<UInt8>) {
        for index in servers[server].range { output.append(values[index]) }
    }

    private func write(date: Int64, to output: inout OutputSpan<UInt8>) {
        output.append(CookieDate.separator)
        for index in 0..<CookieDate.length { output.append(CookieDate.character(date, index)) }
    }
}
