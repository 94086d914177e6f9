import Addresses
import Inventory

/// Which addresses the operator's place takes, and who reaches which network directly.
///
/// All hosts and the operator share one bridge and there is no router, so every network is reached on the link.
struct AddressPlan: Hashable, Sendable {
    /// Networks of the hosts, then those of the VIPs; none lies in another.
    let networks: [InterfaceAddress]
    /// An unused address of each network, as near its top as possible.
    let operatorAddresses: [InterfaceAddress]
    /// Networks without an unused address, of a family in which the operator has an address.
    let operatorRoutes: [InterfaceAddress]

    init(hosts: [InterfaceAddress], virtualAddresses: [InterfaceAddress]) {
        let all = (hosts + virtualAddresses).map(\.network)
        let used = Set((hosts + virtualAddresses).map(\.address))
        var networks: [InterfaceAddress] = []
        for network in all where !networks.contains(network) {
            let isInside = all.contains { $0.prefixLength < network.prefixLength && $0.contains(network.address) }
            if !isInside { networks.append(network) }
        }
        let chosen = networks.map { ($0, $0.highestAddress(without: used)) }
        let families = Set(chosen.compactMap { $0.1?.address.family })
        self.networks = networks
        operatorAddresses = chosen.compactMap(\.1)
        operatorRoutes = chosen.filter { $0.1 == nil && families.contains($0.0.address.family) }.map(\.0)
    }

    /// The networks of its family that a host at `address` is not in.
    func routes(for address: InterfaceAddress) -> [InterfaceAddress] {
        networks.filter { network in
            network.address.family == address.address.family
                && !(network.prefixLength >= address.prefixLength && address.contains(network.address))
        }
    }
}

extension InterfaceAddress {
    /// The network: the address with its host bits zero.
    var network: InterfaceAddress {
        InterfaceAddress(address: masked(hostBits: 0x00), prefixLength: prefixLength)
    }

    /// The highest address of the network that is neither in `used` nor its broadcast address nor the network itself;
    /// nil if the search finds none among the 4096 highest.
    func highestAddress(without used: Set<IPAddress>) -> InterfaceAddress? {
        let top = masked(hostBits: 0xFF)
        let bottom = network.address
        let hasEnds = address.bytes.count * 8 - prefixLength > 1
        var candidate = top
        for _ in 0..<4096 {
            let isEnd = hasEnds && (candidate == top || candidate == bottom)
            if !isEnd, !used.contains(candidate) {
                return InterfaceAddress(address: candidate, prefixLength: prefixLength)
            }
            if candidate == bottom { return nil }
            candidate = candidate.predecessor
        }
        return nil
    }

    private func masked(hostBits: UInt8) -> IPAddress {
        IPAddress(
            bytes: address.bytes.enumerated().map { index, byte in
                let bits = min(8, max(0, prefixLength - index * 8))
                let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
                return byte & mask | hostBits & ~mask
            })
    }
}

extension IPAddress {
    /// The address before this one; the first one's is the last.
    var predecessor: IPAddress {
        var bytes = bytes
        for index in bytes.indices.reversed() {
            bytes[index] &-= 1
            if bytes[index] != 0xFF { break }
        }
        return IPAddress(bytes: bytes)
    }
}
