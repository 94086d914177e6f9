package import Addresses
internal import CLinux

/// How an address is set on an interface.
package struct AddressSettings: Hashable, Sendable {
    package var scope: RouteScope
    /// `eth0:1`, at most 15 bytes, beginning with the interface's name; nil for IPv6, which has none.
    package var label: String?
    /// Of the network, as IPv4 has it; nil for none.
    package var broadcast: IPAddress?
    /// How long, in seconds, it is chosen as the source of new connections: 0 for never; nil for ever.
    package var preferredLifetime: UInt32?
    /// Usable at once, without asking whether somebody else has it (IFA_F_NODAD); a virtual address must be.
    package var skipsDuplicateDetection: Bool
    /// No route to the address's network comes with it (IFA_F_NOPREFIXROUTE).
    package var skipsPrefixRoute: Bool
    /// A mark to know our own addresses by after a crash (IFA_PROTO, Linux 5.18; older kernels forget it); 0 for none.
    package var origin: UInt8

    package init(
        scope: RouteScope = .universe, label: String? = nil, skipsDuplicateDetection: Bool = true,
        skipsPrefixRoute: Bool = false, origin: UInt8 = 0, broadcast: IPAddress? = nil,
        preferredLifetime: UInt32? = nil
    ) {
        self.scope = scope
        self.label = label
        self.broadcast = broadcast
        self.preferredLifetime = preferredLifetime
        self.skipsDuplicateDetection = skipsDuplicateDetection
        self.skipsPrefixRoute = skipsPrefixRoute
        self.origin = origin
    }

    fileprivate func flags(_ family: IPAddress.Family) -> Int32 {
        (skipsDuplicateDetection && family == .ipv6 ? IFA_F_NODAD : 0)
            | (skipsPrefixRoute ? IFA_F_NOPREFIXROUTE : 0)
    }
}

extension RouteSocket {
    /// The addresses of one interface, or of all.
    package mutating func addresses(of link: Int32? = nil) throws(LinuxError) -> [AssignedAddress] {
        try dump(RTM_GETADDR, "list the addresses of the network interfaces") { request in
            var header = ifaddrmsg()
            // Since 4.20 the kernel sends only those of this interface; before it sends all.
            header.ifa_index = UInt32(bitPattern: link ?? 0)
            request.append(header)
        } read: { message, datagram in
            guard Int(message.kind) == RTM_NEWADDR, let address = AssignedAddress(message, in: datagram),
                link == nil || address.linkIndex == link
            else { return nil }
            return address
        }
    }

    /// Gives an interface an address.
    ///
    /// - Returns: false if it had the address already, however it was set.
    @discardableResult
    package mutating func addAddress(
        _ address: InterfaceAddress, to link: Int32, _ settings: AddressSettings = AddressSettings()
    ) throws(LinuxError) -> Bool {
        let flags = NLM_F_CREATE | NLM_F_EXCL
        return try change(RTM_NEWADDR, flags: flags, already: [EEXIST], "add \(address) to interface \(link)") {
            Self.fill(&$0, address, link, settings.scope)
            if let label = settings.label, address.address.family == .ipv4 { $0.attribute(IFA_LABEL, text: label) }
            if let broadcast = settings.broadcast, address.address.family == .ipv4 {
                $0.attribute(IFA_BROADCAST, broadcast)
            }
            if let preferred = settings.preferredLifetime {
                // `struct ifa_cacheinfo`: preferred, valid (for ever), and two moments that the kernel alone tells.
                $0.attribute(IFA_CACHEINFO, [preferred, .max, 0, 0].reduce(into: []) { $0.appendNative($1) })
            }
            let flags = settings.flags(address.address.family)
            if flags != 0 { $0.attribute(IFA_FLAGS, number: flags) }
            if settings.origin != 0 { $0.attribute(IFA_PROTO, number: settings.origin) }
        }
    }

    /// Takes an address from an interface.
    ///
    /// - Returns: false if it did not have the address, or is itself gone.
    @discardableResult
    package mutating func removeAddress(
        _ address: InterfaceAddress, from link: Int32
    ) throws(LinuxError) -> Bool {
        let gone = [EADDRNOTAVAIL, ENODEV]
        return try change(RTM_DELADDR, already: gone, "remove \(address) from interface \(link)") {
            Self.fill(&$0, address, link, .universe)
        }
    }

    private static func fill(
        _ request: inout NetlinkRequest, _ address: InterfaceAddress, _ link: Int32, _ scope: RouteScope
    ) {
        var header = ifaddrmsg()
        header.ifa_family = address.address.family.kernelNumber
        header.ifa_prefixlen = UInt8(clamping: address.prefixLength)
        header.ifa_scope = scope.rawValue
        header.ifa_index = UInt32(bitPattern: link)
        request.append(header)
        request.attribute(IFA_LOCAL, address.address)
        request.attribute(IFA_ADDRESS, address.address)
    }
}
