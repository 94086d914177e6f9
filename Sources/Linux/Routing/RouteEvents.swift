internal import CLinux

/// Something that changed about links or addresses.
package enum RouteEvent: Hashable, Sendable {
    /// A link is new or different: look at its flags.
    case link(Link)
    case linkGone(Link)
    /// An address is new or different.
    case address(AssignedAddress)
    case addressGone(AssignedAddress)
    /// Events came faster than they were read, and some are lost: list everything anew.
    case lost
}

/// Tells of every change of links and addresses in this network namespace (rtnetlink(7)). Needs no capability.
/// Reading an event allocates nothing, names of interfaces fit in a String in place.
package struct RouteEvents: ~Copyable {
    package let descriptor: Descriptor
    private var buffer: [UInt8]
    private var count = 0
    private var messages = NetlinkMessages()

    package init() throws(LinuxError) {
        let context = "follow changes of links and addresses"
        let flags = Int32(SOCK_RAW.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = try Descriptor.socket(AF_NETLINK, flags, NETLINK_ROUTE, context)
        // Before the groups are joined, so that no event finds the small buffer. A mebibyte holds about a thousand
        // link messages; less than that without CAP_NET_ADMIN only means `.lost` sooner.
        try descriptor.setReceiveBuffer(1 << 20, context)
        try descriptor.bind(
            SocketAddress(netlinkGroups: UInt32(RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR)), context)
        self.descriptor = descriptor
        buffer = Array(repeating: 0, count: 32_768)
    }

    /// The next event, nil if there is none yet. Call until it gives nil.
    package mutating func next() throws(LinuxError) -> RouteEvent? {
        while true {
            while let message = nextMessage() {
                if let event = RouteEvent(message, in: buffer.span) { return event }
            }
            messages = NetlinkMessages()
            count = 0
            do throws(LinuxError) {
                guard try receive() else { return nil }
            } catch let error where error.code == ENOBUFS {
                return .lost
            }
        }
    }

    private mutating func nextMessage() -> NetlinkMessage? {
        var walk = messages
        let message = walk.next(in: buffer.span.extracting(first: count))
        messages = walk
        return message
    }

    /// Whether a datagram was there. What the kernel did not send, or does not fit, counts as empty.
    private mutating func receive() throws(LinuxError) -> Bool {
        var envelope = Envelope()
        let context = "follow changes of links and addresses"
        guard let length = try descriptor.receive(into: &buffer, &envelope, context) else { return false }
        guard envelope.sender.netlinkPort == 0 else { return true }
        guard !envelope.isTruncated else { throw LinuxError(call: "recvmsg", code: ENOBUFS, context: context) }
        count = length
        return true
    }
}

extension RouteEvent {
    /// What a message tells, nil if nothing that is followed here.
    init?(_ message: NetlinkMessage, in datagram: Span<UInt8>) {
        switch Int(message.kind) {
        case RTM_NEWLINK:
            guard let link = Link(message, in: datagram) else { return nil }
            self = .link(link)
        case RTM_DELLINK:
            guard let link = Link(message, in: datagram) else { return nil }
            self = .linkGone(link)
        case RTM_NEWADDR:
            guard let address = AssignedAddress(message, in: datagram) else { return nil }
            self = .address(address)
        case RTM_DELADDR:
            guard let address = AssignedAddress(message, in: datagram) else { return nil }
            self = .addressGone(address)
        default: return nil
        }
    }
}
