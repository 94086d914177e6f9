internal import CLinux

/// Asks the kernel for links and addresses, and changes them (rtnetlink(7)). Each call waits for the kernel's answer,
/// which it gives at once. Changes need CAP_NET_ADMIN.
package struct RouteSocket: ~Copyable {
    private var socket: NetlinkSocket

    package init() throws(LinuxError) {
        socket = try NetlinkSocket(protocolNumber: NETLINK_ROUTE, "ask the kernel about links and addresses")
    }

    /// What the kernel gives for `request`, read by `read`; asked again while changes cut it short.
    mutating func dump<Item>(
        _ kind: Int, _ context: @autoclosure () -> String,
        fill: (inout NetlinkRequest) -> Void, read: (NetlinkMessage, Span<UInt8>) -> Item?
    ) throws(LinuxError) -> [Item] {
        for _ in 0..<10 {
            var request = socket.request(kind: kind, flags: NLM_F_DUMP)
            fill(&request)
            var items: [Item] = []
            let isWhole = try socket.exchange(request, context()) { message, datagram in
                if let item = read(message, datagram) { items.append(item) }
            }
            if isWhole { return items }
        }
        throw LinuxError(call: "netlink", code: EINTR, context: context(), detail: "it changed each time it was asked")
    }

    /// Makes a change.
    ///
    /// - Parameter already: errnos that say there was nothing to change.
    /// - Returns: whether anything changed.
    mutating func change(
        _ kind: Int, flags: Int32 = 0, already: [Int32] = [], _ context: @autoclosure () -> String,
        fill: (inout NetlinkRequest) -> Void
    ) throws(LinuxError) -> Bool {
        var request = socket.request(kind: kind, flags: NLM_F_ACK | flags)
        fill(&request)
        do throws(LinuxError) {
            try socket.exchange(request, context())
            return true
        } catch let error where already.contains(error.code) {
            return false
        } catch {
            return try needing(.netAdmin) { () throws(LinuxError) in throw error }
        }
    }
}
