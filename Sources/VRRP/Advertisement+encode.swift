package import Addresses

extension Advertisement {
    /// Writes the packet, without an IP header, at the start of `buffer`.
    /// - Parameters:
    ///   - addresses: at most 255 virtual addresses, all of the family of `source`.
    ///   - authentication: VRRPv2 only.
    ///   - source: ours; with `destination` part of VRRPv3's checksum.
    /// - Returns: how many bytes it has; nil if `buffer` is too small or the addresses are too many, of another family,
    ///   or the interval does not fit the version. Nothing is written then.
    package func encode(
        into buffer: inout MutableSpan<UInt8>, addresses: [IPAddress], authentication: Authentication = .none,
        source: IPAddress, destination: IPAddress
    ) -> Int? {
        let family = source.family
        let length = Advertisement.byteCount(version: version, family: family, addressCount: addresses.count)
        guard buffer.count >= length, addresses.count <= 255, interval.fits(version), destination.family == family
        else { return nil }
        for address in addresses where address.family != family { return nil }
        writeHeader(into: &buffer, addressCount: addresses.count, authenticationType: authentication.type)
        for position in 0..<addresses.count {
            buffer.write(addresses[position], at: Advertisement.headerByteCount + position * family.byteCount)
        }
        if version == .v2 {
            buffer.write(authentication.data, at: length - Advertisement.authenticationByteCount)
        }
        let header = PacketHeader(source: source, destination: destination, hopLimit: PacketHeader.linkLocalHopLimit)
        let checksum = Advertisement.checksum(of: buffer.span.extracting(0..<length), version: version, header: header)
        buffer.write(checksum, at: 6)
        return length
    }

    /// The eight bytes before the addresses, with a checksum of zero.
    private func writeHeader(into buffer: inout MutableSpan<UInt8>, addressCount: Int, authenticationType: UInt8) {
        buffer[0] = version.rawValue << 4 | Advertisement.type
        buffer[1] = virtualRouterID
        buffer[2] = priority
        buffer[3] = UInt8(addressCount)
        switch version {
        case .v2:
            buffer[4] = authenticationType
            buffer[5] = UInt8(interval.centiseconds / 100)
        case .v3:
            buffer.write(UInt16(interval.centiseconds), at: 4)
        }
        buffer.write(UInt16(0), at: 6)
    }
}

extension VirtualRouter {
    /// Writes the advertisement that it sends as master. Nothing of it is copied for that.
    ///
    /// - Returns: how many bytes it has, and the address to send them from; nil if it cannot be written.
    package func encode(
        into buffer: inout MutableSpan<UInt8>, priority: UInt8, destination: IPAddress
    ) -> (count: Int, source: IPAddress)? {
        let count = settings.advertisement(priority: priority).encode(
            into: &buffer, addresses: settings.addresses, authentication: settings.authentication,
            source: settings.primaryAddress, destination: destination)
        return count.map { ($0, settings.primaryAddress) }
    }
}
