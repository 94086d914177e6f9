import Addresses

extension InstanceDraft {
    func resolvedTransport(
        _ family: IPAddress.Family, _ global: GlobalDraft, _ diagnostics: inout Diagnostics
    ) -> Instance.Transport? {
        guard let unicastPeers else {
            if let unicastSource {
                let advice = "add 'unicast_peer { … }', or write 'mcast_src_ip'"
                diagnostics.error(unicastSource, "'unicast_src_ip' without peers: \(advice)")
            }
            return .multicast(group: global.group(family))
        }
        for peer in unicastPeers.value where peer.value.address.family != family {
            diagnostics.error(peer.location, "the peer '\(peer.value.address)' is not of the addresses' family")
        }
        for peer in unicastPeers.value where peer.value.address == source?.value {
            diagnostics.warning(
                peer.location, "the peer '\(peer.value.address)' is the source address of this instance itself")
        }
        guard !unicastPeers.value.isEmpty else {
            if !refused.contains(.unicastPeer) {
                diagnostics.error(
                    unicastPeers.location, "'unicast_peer' names no address: add one, or remove the block")
            }
            return nil
        }
        return .unicast(
            peers: unicastPeers.value.map { $0.value }, checksSource: checksUnicastSource || global.checksUnicastSource)
    }

    func checkMACs(_ diagnostics: inout Diagnostics) {
        if let transmitsOnBase, virtualMAC == nil, !refused.contains(.useVMAC) {
            diagnostics.error(transmitsOnBase, "'vmac_xmit_base' works only with 'use_vmac'")
        }
        if let virtualMAC, unicastPeers != nil, transmitsOnBase == nil {
            diagnostics.error(virtualMAC.location, "'use_vmac' with unicast peers needs 'vmac_xmit_base'")
        }
    }

    func resolvedMAC(_ family: IPAddress.Family, _ virtualRouterID: Int) -> VirtualMAC? {
        guard let virtualMAC else { return nil }
        let last = UInt8(truncatingIfNeeded: virtualRouterID)
        // RFC 5798 §7.3: 00-00-5E-00-01-{VRID} for IPv4, 00-00-5E-00-02-{VRID} for IPv6.
        let written = virtualMAC.address ?? [0x00, 0x00, 0x5E, 0x00, family == .ipv4 ? 0x01 : 0x02]
        return VirtualMAC(
            interface: virtualMAC.interface ?? "vrrp.\(virtualRouterID)",
            address: written.count == 5 ? written + [last] : written, transmitsOnBase: transmitsOnBase != nil,
            location: virtualMAC.location)
    }
}

extension AddressDraft {
    /// - Parameter device: the interface for an address that names none, or names the base of the VMAC.
    func resolved(_ device: String, base: String) -> VirtualAddress {
        let prefix = Prefix(address: address, length: prefixLength)
        let broadcastAddress: IPAddress? =
            switch broadcast {
            case nil: nil
            case .address(let address): address
            case .allOnes: prefix.withHostBits(true)
            case .allZeros: prefix.withHostBits(false)
            }
        return VirtualAddress(
            address: address, prefixLength: prefixLength,
            interface: self.device == nil || self.device == base ? device : self.device ?? device,
            broadcast: broadcastAddress, label: label, scope: scope ?? .global, preferredLifetime: preferredSeconds,
            detectsDuplicates: detectsDuplicates, makesPrefixRoute: makesPrefixRoute, isTracked: isTracked,
            location: location)
    }

    private var preferredSeconds: UInt32? {
        switch preferredLifetime {
        case .forever: nil
        case .seconds(let seconds): seconds
        // An address of the whole prefix is deprecated, so that nothing chooses it for a source by itself.
        case nil: address.family == .ipv6 && prefixLength == 128 ? 0 : nil
        }
    }
}

extension RouteDraft {
    func resolved(_ family: IPAddress.Family) -> VirtualRoute? {
        guard let destination else { return nil }
        let prefix: Prefix
        switch destination {
        case .prefix(let written): prefix = written
        case .everywhere:
            let isIPv4 = (gateway ?? source)?.family ?? family == .ipv4
            prefix = Prefix(address: isIPv4 ? IPAddress(v4: 0) : IPAddress(v6: 0, 0), length: 0)
        }
        return VirtualRoute(
            kind: kind, destination: prefix.withHostBits(false), prefixLength: prefix.length, gateway: gateway,
            source: source, interface: device, scope: scope, table: table ?? 254, metric: metric, mtu: mtu,
            isOnLink: isOnLink, isTracked: isTracked, location: location)
    }
}

extension GlobalDraft {
    func group(_ family: IPAddress.Family) -> IPAddress {
        switch family {
        case .ipv4: multicastGroup4 ?? IPAddress(v4: 0xE000_0012)
        case .ipv6: multicastGroup6 ?? IPAddress(v6: 0xFF02_0000_0000_0000, 0x12)
        }
    }

    /// What an instance says of gratuitous ARP, the rest from here, and what nobody says from keepalived.
    func announcements(_ own: GratuitousARPDraft) -> GratuitousARP {
        let delay = gratuitousARP.delay ?? (usesMinimumARP ? .zero : .seconds(5))
        let count = gratuitousARP.count ?? (usesMinimumARP ? 1 : 5)
        return GratuitousARP(
            delay: own.delay ?? delay, count: own.count ?? count,
            refresh: own.refresh ?? gratuitousARP.refresh ?? .zero,
            refreshCount: own.refreshCount ?? gratuitousARP.refreshCount ?? 1,
            lowerPriorityDelay: own.lowerPriorityDelay ?? gratuitousARP.lowerPriorityDelay ?? delay,
            lowerPriorityCount: own.lowerPriorityCount ?? gratuitousARP.lowerPriorityCount ?? count,
            interval: arpInterval ?? .zero, neighbourInterval: neighbourInterval ?? .zero)
    }
}
