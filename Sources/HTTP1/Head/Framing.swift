/// The versions of HTTP that are spoken here (RFC 9112 §2.3). A later minor version is taken as 1.1 (RFC 9110 §2.5).
package enum Version: UInt8, Sendable, BitwiseCopyable {
    case http10
    case http11
}

/// How a message's content ends (RFC 9112 §6.3).
package enum BodyFraming: Equatable, Sendable, BitwiseCopyable {
    /// There is none: the message ends with its head.
    case none
    /// After so many bytes, at most 2⁶³ − 1.
    case length(UInt64)
    /// With the last chunk and the trailer section: see `ChunkDecoder`.
    case chunked
    /// With the connection; only of a response.
    case untilClose
    /// The connection is a tunnel from here on: the answer to CONNECT, or 101.
    case tunnel
}

/// What a connection is to be changed to (RFC 9110 §7.8).
package enum Upgrade: UInt8, Sendable, BitwiseCopyable {
    case none
    case webSocket
    /// Another protocol. HTTP/2 is never among them: its upgrade is withdrawn (RFC 9113 §3.1), and would carry requests
    /// past the rules of a proxy.
    case other
}

/// The forms of a request target (RFC 9112 §3.2).
package enum TargetForm: UInt8, Sendable, BitwiseCopyable {
    /// `/path?query`
    case origin
    /// `http://authority/path?query`
    case absolute
    /// `host:port`, with CONNECT only.
    case authority
    /// `*`, with OPTIONS only.
    case asterisk
}

/// What must be known of a request to read its response.
package struct RequestContext: Equatable, Sendable {
    package var method: Method
    package var version: Version
    package var upgrade: Upgrade

    package init(method: Method, version: Version = .http11, upgrade: Upgrade = .none) {
        self.method = method
        self.version = version
        self.upgrade = upgrade
    }
}
