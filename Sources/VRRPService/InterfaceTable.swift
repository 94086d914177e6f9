import Addresses
import KeepalivedConf
import Linux

/// The links of this network namespace and their addresses, as the kernel told last.
struct InterfaceTable {
    private var links: [Int32: Link] = [:]
    private var addresses: [Int32: [AssignedAddress]] = [:]

    /// Addresses that virtual routers share: of none of them is one the source, as it may be elsewhere in a moment.
    var virtualAddresses: Set<IPAddress> = []

    init() {}

    init(links: [Link], addresses: [AssignedAddress], virtualAddresses: Set<IPAddress> = []) {
        self.virtualAddresses = virtualAddresses
        for link in links { self.links[link.index] = link }
        for address in addresses { insert(address) }
    }

    func link(named name: String) -> Link? { links.values.first { $0.name == name } }
    func link(_ index: Int32) -> Link? { links[index] }
    func addresses(of index: Int32) -> [AssignedAddress] { addresses[index] ?? [] }

    func has(_ address: InterfaceAddress, _ index: Int32) -> Bool {
        addresses[index]?.contains { $0.address == address } ?? false
    }

    mutating func insert(_ link: Link) { links[link.index] = link }

    mutating func remove(_ link: Link) {
        links[link.index] = nil
        addresses[link.index] = nil
    }

    /// One that is there already keeps its place: a renewed lease must not make another address the first.
    mutating func insert(_ address: AssignedAddress) {
        if let place = addresses[address.linkIndex]?.firstIndex(where: { $0.address == address.address }) {
            addresses[address.linkIndex]?[place] = address
        } else {
            addresses[address.linkIndex, default: []].append(address)
        }
    }

    mutating func remove(_ address: AssignedAddress) {
        addresses[address.linkIndex]?.removeAll { $0.address == address.address }
    }

    /// The address that adverts of an instance come from: the one configured, else the interface's first IPv4 address
    /// (RFC 5798 §1.2, Primary IP Address), or its link-local IPv6 address (§5.1.2.1). A virtual one, of any instance, only
    /// if an owner has no other: a backup that stands in for it has that address too, and does not hear it (martian
    /// source).
    ///
    /// - Returns: nil as long as the interface does not have it.
    func sourceAddress(of instance: Instance) -> IPAddress? {
        guard let link = link(named: instance.interface) else { return nil }
        let own = addresses(of: link.index).filter { $0.address.address.family == instance.family && $0.isUsable }
        if let wanted = instance.sourceAddress {
            let everywhere = addresses.values.contains { $0.contains { $0.address.address == wanted && $0.isUsable } }
            return everywhere ? wanted : nil
        }
        let virtual = virtualAddresses.union(instance.allAddresses.map { $0.address })
        let candidates = own.map { $0.address.address }.filter { $0.family == .ipv4 || $0.isLinkLocal }
        return candidates.first { !virtual.contains($0) } ?? (instance.priority == 255 ? candidates.first : nil)
    }
}

extension AssignedAddress {
    /// IPv6 asks first whether anybody else has it (RFC 4862 §5.4).
    fileprivate var isUsable: Bool { !isTentative && !isDuplicate }
}

extension IPAddress {
    /// fe80::/10 (RFC 4291 §2.5.6)
    var isLinkLocal: Bool { family == .ipv6 && self[0] == 0xFE && self[1] & 0xC0 == 0x80 }
}

extension KeepalivedConfiguration {
    /// Every address that moves between hosts; those of an owner are its host's own.
    var virtualAddresses: Set<IPAddress> {
        Set(instances.filter { $0.priority != 255 }.flatMap { $0.allAddresses }.map { $0.address })
    }
}
