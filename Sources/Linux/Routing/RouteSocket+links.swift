package import Addresses
internal import CLinux

extension RouteSocket {
    /// Every network interface of this network namespace.
    package mutating func links() throws(LinuxError) -> [Link] {
        try dump(RTM_GETLINK, "list the network interfaces") {
            $0.append(ifinfomsg())
        } read: { message, datagram in
            Int(message.kind) == RTM_NEWLINK ? Link(message, in: datagram) : nil
        }
    }

    /// Switches an interface on or off.
    package mutating func setLink(_ index: Int32, up isUp: Bool) throws(LinuxError) {
        _ = try change(RTM_NEWLINK, "switch interface \(index) \(isUp ? "on" : "off")") { request in
            var header = ifinfomsg()
            header.ifi_index = index
            header.ifi_change = 0x1
            header.ifi_flags = isUp ? 0x1 : 0
            request.append(header)
        }
    }

    /// Makes a macvlan interface in private mode, switched off: what a virtual router's own hardware address lives on
    /// (RFC 5798 §7.3; `use_vmac` in keepalived.conf(5)). The kernel makes no link-local IPv6 address for it.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes.
    ///   - parent: the index of the interface it sits on.
    /// - Returns: the new interface.
    /// - Throws: EEXIST if there is an interface of this name.
    package mutating func createMacvlan(
        _ name: String, on parent: Int32, hardwareAddress: HardwareAddress
    ) throws(LinuxError) -> Link {
        let context = "make the macvlan interface \(name)"
        _ = try change(RTM_NEWLINK, flags: NLM_F_CREATE | NLM_F_EXCL, context) {
            $0.append(ifinfomsg())
            $0.attribute(IFLA_LINK, number: parent)
            $0.attribute(IFLA_IFNAME, text: name)
            $0.attribute(IFLA_ADDRESS, (0..<6).map { hardwareAddress[$0] })
            $0.nested(IFLA_LINKINFO) {
                $0.attribute(IFLA_INFO_KIND, text: "macvlan")
                $0.nested(IFLA_INFO_DATA) {
                    $0.attribute(IFLA_MACVLAN_MODE, number: UInt32(MACVLAN_MODE_PRIVATE.rawValue))
                }
            }
        }
        guard let link = try links().first(where: { $0.name == name }) else {
            throw LinuxError(call: "netlink", code: ENODEV, context: context, detail: "somebody removed it at once")
        }
        do throws(LinuxError) {
            try omitLinkLocalAddress(of: link.index, context)
        } catch {
            _ = try? removeLink(link.index)
            throw error
        }
        return link
    }

    /// The kernel takes this for an interface that exists, not while one is made.
    private mutating func omitLinkLocalAddress(of index: Int32, _ context: String) throws(LinuxError) {
        // EAFNOSUPPORT: IPv6 is switched off, for this interface or for all, so there is nothing to omit.
        _ = try change(RTM_NEWLINK, already: [EAFNOSUPPORT], context) { request in
            var header = ifinfomsg()
            header.ifi_index = index
            request.append(header)
            request.nested(IFLA_AF_SPEC) {
                $0.nested(AF_INET6) {
                    $0.attribute(IFLA_INET6_ADDR_GEN_MODE, number: UInt8(IN6_ADDR_GEN_MODE_NONE.rawValue))
                }
            }
        }
    }

    /// Removes an interface that was made by software.
    ///
    /// - Returns: false if there was none of this index.
    @discardableResult
    package mutating func removeLink(_ index: Int32) throws(LinuxError) -> Bool {
        try change(RTM_DELLINK, already: [ENODEV], "remove interface \(index)") { request in
            var header = ifinfomsg()
            header.ifi_index = index
            request.append(header)
        }
    }
}
