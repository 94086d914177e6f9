import Addresses

extension Refusal {
    /// What is wrong with this packet and what to look at, for the log. Makes a string: limit the rate of it.
    /// - Parameters:
    ///   - payload: what `Advertisement.decode` read, as the other parameters.
    ///   - isBelieved: it is not refused for it.
    package func explanation(
        of payload: Span<UInt8>, header: PacketHeader, expecting: Expectations, isBelieved: Bool = false
    ) -> String {
        let end = isBelieved ? "is of the addresses' owner, and believed, though" : "refused:"
        return "advertisement from \(header.source) \(end) \(detail(payload, header, expecting))"
    }

    private func detail(_ payload: Span<UInt8>, _ header: PacketHeader, _ expecting: Expectations) -> String {
        switch self {
        case .ownAddress:
            "it comes from our own address; another host has it, or the network sends our packets back"
        case .family:
            "it came over the wrong family of IP for this virtual router"
        case .notAPeer:
            "the sender is no unicast_peer; add it, or look who sends"
        case .hopLimit:
            "its TTL is \(header.hopLimit), not \(expectedHopLimit(header, expecting)); it came over a router, or is forged"
        case .tooShort, .lengthMismatch, .checksum, .type, .unknownVersion, .unknownAuthenticationType:
            damage(payload, expecting)
        case .versionMismatch, .virtualRouterID, .authenticationTypeMismatch, .authenticationFailed, .interval,
            .addressCount, .addressList:
            disagreement(payload, expecting)
        }
    }

    private func expectedHopLimit(_ header: PacketHeader, _ expecting: Expectations) -> String {
        guard case .unicast(let peers, _) = expecting.transport,
            let peer = peers.first(where: { $0.address == header.source })
        else { return "255" }
        return "\(peer.hopLimits.lowerBound) to \(peer.hopLimits.upperBound)"
    }

    /// A packet that is broken in itself.
    private func damage(_ payload: Span<UInt8>, _ expecting: Expectations) -> String {
        switch self {
        case .tooShort: "it has \(payload.count) bytes; a VRRP header has 8"
        case .lengthMismatch: "it has \(payload.count) bytes, which do not hold the \(payload[3]) addresses it names"
        case .checksum: "its checksum is wrong; it was damaged on the way, or its sender leaves out the pseudo-header"
        case .type: "it is of type \(payload[0] & 0x0F); there is only type 1, ADVERTISEMENT"
        case .unknownVersion: "it is of version \(payload[0] >> 4); there are 2 and 3"
        default: "its authentication type is \(payload[4]); there are 0 (none) and 1 (PASS)"
        }
    }

    /// A packet that says something other than our configuration.
    private func disagreement(_ payload: Span<UInt8>, _ expecting: Expectations) -> String {
        switch self {
        case .versionMismatch:
            "it is VRRPv\(payload[0] >> 4), version \(expecting.version.rawValue) is configured here"
        case .virtualRouterID:
            "it is for virtual_router_id \(payload[1]), this is \(expecting.virtualRouterID)"
        case .authenticationTypeMismatch:
            "its authentication type is \(payload[4]), ours \(expecting.authentication.type) (0 none, 1 PASS)"
        case .authenticationFailed:
            "its password is not our auth_pass"
        case .interval where expecting.version == .v2:
            "it is sent every \(payload[5]) s, advert_int \(expecting.interval.centiseconds / 100) is configured here"
        case .interval:
            "its interval is 0"
        case .addressCount:
            "it names \(payload[3]) virtual addresses, \(expecting.addresses.count) are configured here"
        default:
            "it does not name \(missing(payload, expecting)), which is configured here"
        }
    }

    private func missing(_ payload: Span<UInt8>, _ expecting: Expectations) -> String {
        let width = expecting.family.byteCount
        let isThere = { (address: IPAddress, payload: Span<UInt8>) in
            (0..<expecting.addresses.count).contains { payload.holds(address, at: 8 + $0 * width) }
        }
        for address in expecting.addresses where !isThere(address, payload) { return "\(address)" }
        return "one of our addresses"
    }
}
