/// `cookie`: how a backend keeps a client at its server (configuration.txt §4.2).
package struct PersistenceCookie: Hashable, Sendable {
    package enum Mode: UInt8, Hashable, Sendable {
        /// Neither of the three words: requests are read, responses left alone.
        case passive
        /// The server sets the cookie; its value is replaced by the server's name.
        case rewrite
        /// The cookie is ours alone: `Set-Cookie` is added to the response.
        case insert
        /// The server sets the cookie for itself; its value gets the server's name and `~` before it.
        case prefix
    }

    package var name: [UInt8]
    package var mode = Mode.passive
    /// `indirect`: no `Set-Cookie` for a client that has the right cookie already; with `insert` the server never sees it.
    package var isIndirect = false
    /// `nocache`: a response that gets a cookie must not be cached.
    package var forbidsCaching = false
    /// `postonly`: only responses to POST get a cookie.
    package var isPostOnly = false
    /// `preserve`: the server's own cookie of this name is left as it is.
    package var preservesServerCookie = false
    package var isHTTPOnly = false
    package var isSecure = false
    /// `maxidle`, in seconds; nil without.
    package var maximumIdleSeconds: Int64?
    /// `maxlife`, in seconds; nil without.
    package var maximumLifeSeconds: Int64?
    /// `domain`, once for each.
    package var domains: [[UInt8]] = []
    /// `attr`, once for each.
    package var attributes: [[UInt8]] = []

    package init(name: [UInt8]) {
        self.name = name
    }

    /// Whether the cookie's value carries dates.
    var isDated: Bool { maximumIdleSeconds != nil || maximumLifeSeconds != nil }
}
