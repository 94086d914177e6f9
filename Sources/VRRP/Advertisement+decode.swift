import Addresses

extension Advertisement {
    /// Reads a received advertisement and makes every check of RFC 3768 §7.1 or RFC 5798 §7.1, and those that
    /// keepalived adds. Allocates nothing.
    ///
    /// One check is left out on purpose: RFC 5798 has the owner of the addresses (priority 255) discard every
    /// advertisement unseen. Here the owner hears them, so that it heals a split brain as any other master does.
    /// - Parameter payload: what follows the IP header, to the end that the IP header's length gives.
    /// - Throws: the first check that fails.
    package static func decode(
        _ payload: Span<UInt8>, header: PacketHeader, expecting: borrowing Expectations
    ) throws(Refusal) -> Advertisement {
        try checkSender(header, expecting)
        guard payload.count >= headerByteCount else { throw .tooShort }
        guard let version = ProtocolVersion(rawValue: payload[0] >> 4) else { throw .unknownVersion }
        guard version == expecting.version else { throw .versionMismatch }
        guard payload[0] & 0x0F == type else { throw .type }
        let count = Int(payload[3])
        guard payload.count == byteCount(version: version, family: expecting.family, addressCount: count) else {
            throw .lengthMismatch
        }
        guard checksum(of: payload, version: version, header: header) == 0 else { throw .checksum }
        guard payload[1] == expecting.virtualRouterID else { throw .virtualRouterID }
        let interval = try checkedInterval(payload, expecting)
        try checkAddresses(payload, count: count, source: header.source, expecting)
        return Advertisement(
            version: version, virtualRouterID: payload[1], priority: payload[2], interval: interval)
    }

    private static func checkSender(_ header: PacketHeader, _ expecting: borrowing Expectations) throws(Refusal) {
        guard header.source.family == expecting.family, header.destination.family == expecting.family else {
            throw .family
        }
        guard header.source != expecting.primaryAddress else { throw .ownAddress }
        switch expecting.transport {
        case .multicast:
            guard header.hopLimit == PacketHeader.linkLocalHopLimit else { throw .hopLimit }
        case .unicast(_, checksSource: false):
            break
        case .unicast(let peers, checksSource: true):
            for peer in peers where peer.address == header.source {
                guard peer.hopLimits.contains(header.hopLimit) else { throw .hopLimit }
                return
            }
            throw .notAPeer
        }
    }

    /// The interval; in VRRPv2 the authentication comes before it (RFC 3768 §7.1).
    private static func checkedInterval(
        _ payload: Span<UInt8>, _ expecting: borrowing Expectations
    ) throws(Refusal) -> AdvertisementInterval {
        guard expecting.version == .v2 else {
            let interval = AdvertisementInterval(centiseconds: Int(payload.uint16(at: 4) & 0x0FFF))
            guard interval.fits(.v3) else { throw .interval }
            return interval
        }
        // 2 is the IP authentication header of RFC 2338, which no password can answer.
        guard payload[4] <= 2 else { throw .unknownAuthenticationType }
        guard payload[4] == expecting.authentication.type else { throw .authenticationTypeMismatch }
        // With Auth Type 0 the data is to be ignored on reception (RFC 3768 §5.3.10).
        if case .password(let password) = expecting.authentication {
            guard payload.uint64(at: payload.count - authenticationByteCount) == password.bytes else {
                throw .authenticationFailed
            }
        }
        let interval = AdvertisementInterval(seconds: Int(payload[5]))
        guard interval == expecting.interval else { throw .interval }
        return interval
    }

    /// Every virtual address of ours must be in a list of the same length; the order is free (as in keepalived).
    private static func checkAddresses(
        _ payload: Span<UInt8>, count: Int, source: IPAddress, _ expecting: borrowing Expectations
    ) throws(Refusal) {
        guard count == expecting.addresses.count else { throw .addressCount }
        guard source != expecting.trustedSource else { return }
        let width = expecting.family.byteCount
        for position in 0..<count {
            let address = expecting.addresses[position]
            // Usually the lists are alike: look at the same place first.
            if payload.holds(address, at: headerByteCount + position * width) { continue }
            var isPresent = false
            for other in 0..<count where payload.holds(address, at: headerByteCount + other * width) {
                isPresent = true
                break
            }
            guard isPresent else { throw .addressList }
        }
    }

    /// Zero if the checksum is right. VRRPv2 sums up the message alone (RFC 3768 §5.3.8), password included; VRRPv3
    /// puts a pseudo-header before it (RFC 5798 §5.2.8), with the real destination in unicast too.
    static func checksum(of message: Span<UInt8>, version: ProtocolVersion, header: PacketHeader) -> UInt16 {
        var checksum = InternetChecksum()
        if version == .v3 {
            checksum.addPseudoHeader(
                source: header.source, destination: header.destination, ipProtocol: PacketHeader.ipProtocol,
                length: message.count)
        }
        checksum.add(message, 0..<message.count)
        return checksum.value
    }
}
