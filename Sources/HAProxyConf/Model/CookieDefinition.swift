/// `cookie`: which server a client belongs to.
package struct CookieDefinition: Equatable, Sendable {
    package enum Mode: Int, Hashable, Sendable {
        /// The server sets it, and it is only read.
        case passive
        /// The server sets it, and its value is replaced.
        case rewrite
        case insert
        /// Server's name and '~' are put before the value.
        case prefix
    }

    package let name: [UInt8]
    package let mode: Mode
    /// Not seen by servers, and not sent to a client that has a valid one.
    package let isIndirect: Bool
    /// A response with it is marked as not cacheable.
    package let isNotCached: Bool
    /// A server's own Set-Cookie of that name is kept.
    package let isPreserved: Bool
    package let isHTTPOnly: Bool
    package let isSecure: Bool
    package let domains: [[UInt8]]
    /// Further attributes, as `SameSite=None`.
    package let attributes: [[UInt8]]
    /// How long it counts after the last visit.
    package let maximumIdle: Duration?
    /// How long it counts after it was set.
    package let maximumLife: Duration?
    package let location: SourceLocation
}
