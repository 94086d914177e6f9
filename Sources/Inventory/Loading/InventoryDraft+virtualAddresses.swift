package import Addresses

extension InventoryDraft {
    /// VIPs must be distinct, free, and in the network of the interfaces that carry them.
    func checkVirtualAddresses(_ reading: inout Reading) {
        let vips = virtualAddresses.map { (place: reading.places[$0.path], path: $0.path, value: $0.value.address) }
        reading.reportRepeats(of: vips) { "\($1) is already at \($0)" }
        for vip in virtualAddresses {
            if let objection = objection(to: vip.value) { reading.report(objection, vip.path) }
        }
    }

    private func objection(to vip: RequestedAddress) -> String? {
        if let owner = hosts.first(where: { $0.host.address.address == vip.address }) {
            return "\(vip.address) is the address of \(owner.path); a VIP must be an address that no host has"
        }
        let networks = inventory.balancers.map(\.host).filter { $0.address.address.family == vip.address.family }
        if let outside = networks.first(where: { !$0.address.contains(vip.address) }) {
            return "\(vip.address) is outside the network \(outside.address.network) of \(outside.name)'s interface"
        }
        let own = vip.completed(by: networks.map(\.address))
        if let edge = (networks.map(\.address) + [own]).lazy.compactMap({ $0.edge(vip.address) }).first {
            return "\(vip.address) is \(edge) of its network, no VIP"
        }
        return nil
    }
}

extension RequestedAddress {
    /// The VIP with its prefix: its own, else that of the first interface in its family, else the usual one.
    func completed(by interfaces: [InterfaceAddress]) -> InterfaceAddress {
        let network = interfaces.first { $0.address.family == address.family }
        let length = prefixLength ?? network?.prefixLength ?? address.family.usualPrefixLength
        return InterfaceAddress(address: address, prefixLength: length)
    }
}

extension InterfaceAddress {
    /// The network, such as `10.0.0.0/24`.
    package var network: InterfaceAddress {
        let bytes = address.bytes.enumerated().map { index, byte in byte & mask(of: index) }
        return InterfaceAddress(address: IPAddress(bytes: bytes), prefixLength: prefixLength)
    }

    /// The part of the byte at `index` that belongs to the network.
    private func mask(of index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, prefixLength - index * 8)))
    }

    /// "the network address" or "the broadcast address" if `other` is one of this network; nil if a host may have it.
    /// A network of one or two addresses has neither (RFC 3021, RFC 6164), and IPv6 has no broadcast.
    func edge(_ other: IPAddress) -> String? {
        guard other.bytes.count * 8 - prefixLength > 1, contains(other) else { return nil }
        if other == network.address { return "the network address" }
        let last = network.address.bytes.enumerated().map { index, byte in byte | ~mask(of: index) }
        return other.family == .ipv4 && other.bytes == last ? "the broadcast address" : nil
    }
}
