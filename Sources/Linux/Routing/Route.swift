package import Addresses
internal import CLinux

/// A route (ip-route(8), `virtual_routes` in keepalived.conf(5)).
package struct Route: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: UInt8, Sendable {
        case unicast = 1
        case blackhole = 6
        case unreachable = 7
        case prohibit = 8
    }

    /// Whose packets it carries; `0.0.0.0/0` and `::/0` are the default routes.
    package var destination: InterfaceAddress
    package var kind: Kind = .unicast
    /// The router to send to; nil if the destination is on the link itself.
    package var gateway: IPAddress?
    package var linkIndex: Int32?
    /// The address that packets of ours get when they have none (`src`).
    package var source: IPAddress?
    /// 0 for the kernel's own choice.
    package var metric: UInt32 = 0
    /// 254 is `main`.
    package var table: UInt32 = 254
    /// Nil for what ip(8) takes: `link` for an IPv4 route without gateway, else `universe`.
    package var scope: RouteScope?
    /// The path's largest packet; nil for the interface's.
    package var mtu: UInt32?
    /// The gateway is taken to be on the link, whatever the addresses say (`onlink`).
    package var isOnLink = false
    /// Who set it (`proto`): 18 is keepalived.
    package var origin: UInt8 = 18

    package init(to destination: InterfaceAddress, via gateway: IPAddress? = nil, dev linkIndex: Int32? = nil) {
        self.destination = destination
        self.gateway = gateway
        self.linkIndex = linkIndex
    }

    package var description: String {
        "\(destination)" + (gateway.map { " via \($0)" } ?? "") + (linkIndex.map { " on interface \($0)" } ?? "")
    }

    fileprivate var effectiveScope: RouteScope {
        if let scope { return scope }
        let isDirect = destination.address.family == .ipv4 && kind == .unicast && gateway == nil
        return isDirect ? .link : .universe
    }
}

extension RouteSocket {
    /// Adds a route.
    ///
    /// - Returns: false if there was one to the same destination with the same metric in this table.
    @discardableResult
    package mutating func addRoute(_ route: Route) throws(LinuxError) -> Bool {
        let flags = NLM_F_CREATE | NLM_F_EXCL
        return try change(RTM_NEWROUTE, flags: flags, already: [EEXIST], "add the route \(route)") {
            Self.fill(&$0, route)
        }
    }

    /// Removes a route.
    ///
    /// - Returns: false if there was none like it, or its interface is gone.
    @discardableResult
    package mutating func removeRoute(_ route: Route) throws(LinuxError) -> Bool {
        try change(RTM_DELROUTE, already: [ESRCH, ENODEV], "remove the route \(route)") {
            Self.fill(&$0, route)
        }
    }

    private static func fill(_ request: inout NetlinkRequest, _ route: Route) {
        var header = rtmsg()
        header.rtm_family = route.destination.address.family.kernelNumber
        header.rtm_dst_len = UInt8(clamping: route.destination.prefixLength)
        // What does not fit here stands in RTA_TABLE.
        header.rtm_table = UInt8(exactly: route.table) ?? UInt8(RT_TABLE_COMPAT.rawValue)
        header.rtm_protocol = route.origin
        header.rtm_scope = route.effectiveScope.rawValue
        header.rtm_type = route.kind.rawValue
        header.rtm_flags = route.isOnLink ? UInt32(RTNH_F_ONLINK) : 0
        request.append(header)
        if route.destination.prefixLength > 0 { request.attribute(RTA_DST.rawValue, route.destination.address) }
        if let gateway = route.gateway { request.attribute(RTA_GATEWAY.rawValue, gateway) }
        if let link = route.linkIndex { request.attribute(RTA_OIF.rawValue, number: link) }
        if let source = route.source { request.attribute(RTA_PREFSRC.rawValue, source) }
        if route.metric != 0 { request.attribute(RTA_PRIORITY.rawValue, number: route.metric) }
        if let mtu = route.mtu {
            request.nested(RTA_METRICS.rawValue) { $0.attribute(RTAX_MTU, number: mtu) }
        }
        request.attribute(RTA_TABLE.rawValue, number: route.table)
    }
}
