/// What a request's persistence cookie said (the letters of HAProxy's log, configuration.txt §8.5).
package struct CookieReading: Hashable, Sendable {
    package enum State: UInt8, Hashable, Sendable, CaseIterable {
        /// N: no cookie.
        case none
        /// I: a cookie that names no server.
        case invalid
        /// D: it names a server that is down.
        case down
        /// V: it names a server that serves it.
        case valid
        /// E: older than `maxidle`.
        case expired
        /// O: older than `maxlife`.
        case old
        /// U: it was not looked at, for the server was chosen already (`use-server`).
        case unused

        /// The letter in the log.
        package var letter: UInt8 { Self.letters[Int(rawValue)] }

        private static let letters: [UInt8] = Array("NIDVEOU".utf8)
    }

    package var state: State
    /// The server the request goes to, -1 if another one must be picked. It may be down: with `option persist`.
    package var server: Int32
    /// `prefix`: how many bytes of the value the server must not see: its name and `~`.
    package var prefixLength: Int
    /// The dates in it as Unix times, nil if there are none, or they are of no more use.
    package var lastSeen: Int64?
    package var firstSeen: Int64?

    /// A request without the cookie.
    package init() {
        state = .none
        server = -1
        prefixLength = 0
    }
}
