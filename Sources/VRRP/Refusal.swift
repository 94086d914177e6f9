/// Why an advertisement was not believed. The raw value is its place among the counters.
package enum Refusal: Int, Error, Hashable, Sendable, CaseIterable {
    /// From our own primary address: our packet came back, or another host has our address.
    case ownAddress
    /// IPv4 where the virtual router is IPv6, or the reverse.
    case family
    /// From a host that is no `unicast_peer` (`check_unicast_src`).
    case notAPeer
    /// TTL or hop limit is not 255 (RFC 3768 §7.1, RFC 5798 §7.1), or outside `min_ttl` and `max_ttl` of the peer.
    case hopLimit
    /// Shorter than the eight bytes of a header (RFC 3768 §7.1, RFC 5798 §7.1).
    case tooShort
    /// A version of VRRP that nobody has defined.
    case unknownVersion
    /// A version other than the configured one (RFC 3768 §7.1, RFC 5798 §7.1).
    case versionMismatch
    /// Not an advertisement (RFC 3768 §5.3.2, RFC 5798 §5.2.2).
    case type
    /// Not as long as its count of addresses says (RFC 5798 §7.1: the complete packet).
    case lengthMismatch
    /// RFC 3768 §7.1, RFC 5798 §7.1.
    case checksum
    /// The VRID of another virtual router (RFC 3768 §7.1, RFC 5798 §7.1).
    case virtualRouterID
    /// An Auth Type other than none, password and header (RFC 2338 §5.3.6).
    case unknownAuthenticationType
    /// Not our Auth Type (RFC 3768 §7.1).
    case authenticationTypeMismatch
    /// Our Auth Type, but another password (RFC 2338 §7.1).
    case authenticationFailed
    /// VRRPv2: not our interval (RFC 3768 §7.1). VRRPv3: zero.
    case interval
    /// Not as many addresses as ours (RFC 3768 §7.1, RFC 5798 §7.1). The owner's packets are believed nonetheless.
    case addressCount
    /// As many addresses as ours, but one of ours is not among them. The same holds.
    case addressList
}
