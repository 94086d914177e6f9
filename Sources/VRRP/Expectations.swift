package import Addresses

/// What a virtual router expects of an advertisement before it believes it.
package struct Expectations: Sendable {
    package var version: ProtocolVersion
    package var virtualRouterID: UInt8
    /// Of the advertisements and their senders; the virtual addresses are of the same family.
    package var family: IPAddress.Family
    /// VRRPv2 only.
    package var authentication: Authentication
    /// Ours. VRRPv2 wants the same in every packet; VRRPv3 takes any.
    package var interval: AdvertisementInterval
    /// The virtual addresses, in the order of the configuration.
    package var addresses: [IPAddress]
    /// Whose packets are not to be compared address by address: the last master heard, with `skip_check_adv_addr`.
    package var trustedSource: IPAddress?
    /// The address we send from: a packet from there is our own, or an impostor's.
    package var primaryAddress: IPAddress
    package var transport: Transport

    package init(
        version: ProtocolVersion, virtualRouterID: UInt8, family: IPAddress.Family,
        authentication: Authentication = .none, interval: AdvertisementInterval, addresses: [IPAddress],
        trustedSource: IPAddress? = nil, primaryAddress: IPAddress, transport: Transport = .multicast
    ) {
        self.version = version
        self.virtualRouterID = virtualRouterID
        self.family = family
        self.authentication = authentication
        self.interval = interval
        self.addresses = addresses
        self.trustedSource = trustedSource
        self.primaryAddress = primaryAddress
        self.transport = transport
    }
}

/// How advertisements travel.
package enum Transport: Hashable, Sendable {
    /// To VRRP's group on the link, with a hop limit of 255.
    case multicast
    /// To each peer (`unicast_peer`). Only packets from a peer are believed if `checksSource` (`check_unicast_src`, or
    /// a peer with `min_ttl` or `max_ttl`).
    case unicast(peers: [UnicastPeer], checksSource: Bool)
}

/// A line of `unicast_peer`.
package struct UnicastPeer: Hashable, Sendable {
    package let address: IPAddress
    /// The hop limits that are believed (`min_ttl`, `max_ttl`).
    package let hopLimits: ClosedRange<UInt8>

    package init(address: IPAddress, hopLimits: ClosedRange<UInt8> = 0...255) {
        self.address = address
        self.hopLimits = hopLimits
    }
}
