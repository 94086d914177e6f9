/// The version of VRRP that a virtual router speaks.
package enum ProtocolVersion: UInt8, Hashable, Sendable {
    /// RFC 3768: IPv4 only, intervals in whole seconds, authentication fields.
    case v2 = 2
    /// RFC 5798 and RFC 9568: IPv4 and IPv6, intervals in centiseconds, no authentication.
    case v3 = 3
}
