internal import CLinux

/// Tells of every process that begins, changes its program or name, or ends, without polling (the kernel's proc
/// connector, `linux/cn_proc.h`). Reading an event allocates nothing. Needs CAP_NET_ADMIN.
@usableFromInline
package struct ProcessEvents: ~Copyable {
    /// The kernel does not tell: outside the first network, user or process namespace (in a container), without the
    /// capability, or built without CONFIG_PROC_EVENTS. Poll, or watch processes that are known already.
    package struct Unavailable: Error, Hashable, CustomStringConvertible {
        package let reason: String

        package init(reason: String) {
            self.reason = reason
        }

        package var description: String { "the kernel does not tell of processes: \(reason)" }
    }

    package let descriptor: Descriptor
    private var buffer = [UInt8](repeating: 0, count: 512)

    /// - Parameter receiveBuffer: bytes of events that may wait (`process_monitor_rcv_bufs`); each takes about 1 KiB.
    package init(receiveBuffer: Int32 = 1 << 20) throws(Unavailable) {
        descriptor = try Self.listen(receiveBuffer)
    }

    deinit {
        // Kernels before 6.6 go on counting a listener that only closes.
        try? Self.send(PROC_CN_MCAST_IGNORE, descriptor)
    }

    private static func listen(_ receiveBuffer: Int32) throws(Unavailable) -> Descriptor {
        do throws(LinuxError) {
            let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
            let descriptor = try Descriptor.socket(AF_NETLINK, kind, NETLINK_CONNECTOR, context)
            try descriptor.attach(.processEvents, context)
            try descriptor.setReceiveBuffer(receiveBuffer, context)
            try descriptor.bind(SocketAddress(netlinkGroups: UInt32(CN_IDX_PROC)), context)
            try send(PROC_CN_MCAST_LISTEN, descriptor)
            return try acknowledged(descriptor)
        } catch {
            throw Unavailable(reason: "\(error)")
        }
    }

    /// The descriptor, once the kernel has agreed.
    private static func acknowledged(_ descriptor: consuming Descriptor) throws(LinuxError) -> Descriptor {
        // A kernel that refuses because of a namespace says nothing at all; one that agrees has answered by now.
        switch acknowledgement(descriptor, waitMilliseconds: 100) {
        case 0: return descriptor
        case let code:
            let detail = code == nil ? "it did not answer; is this a container?" : ""
            throw LinuxError(call: "netlink", code: code ?? ETIMEDOUT, context: context, detail: detail)
        }
    }

    private static let context = "follow processes"

    /// The next event, nil if there is none yet. Call until it gives nil.
    package mutating func next() throws(LinuxError) -> ProcessEvent? {
        var envelope = Envelope()
        do throws(LinuxError) {
            while let count = try descriptor.receive(into: &buffer, &envelope, Self.context) {
                guard envelope.sender.netlinkPort == 0, !envelope.isTruncated else { continue }
                if let event = ProcessEvent(buffer.span.extracting(first: count)) { return event }
            }
            return nil
        } catch let error where error.code == ENOBUFS {
            return .lost
        }
    }

    /// The request that listens or stops listening.
    private static func send(_ operation: proc_cn_mcast_op, _ descriptor: borrowing Descriptor) throws(LinuxError) {
        var request = NetlinkRequest(kind: Int(NLMSG_DONE), flags: 0, sequence: 0)
        request.append(cb_id(idx: UInt32(CN_IDX_PROC), val: UInt32(CN_VAL_PROC)))
        // `struct cn_msg` goes on: sequence, acknowledged, length, flags.
        request.append((UInt32(0), mark, UInt16(4), UInt16(0)))
        request.append(operation.rawValue)
        _ = try descriptor.send(request.bytes.span, to: SocketAddress(netlinkGroups: 0), context)
    }

    /// Tells our acknowledgement, which has one more in this place, from those of others. (The sequence does not: the
    /// kernel puts its own count there.)
    private static var mark: UInt32 { UInt32(bitPattern: getpid()) }

    /// The errno with which our request was acknowledged, nil if it was not.
    private static func acknowledgement(_ descriptor: borrowing Descriptor, waitMilliseconds: Int32) -> Int32? {
        var buffer = [UInt8](repeating: 0, count: 512)
        let deadline = MonotonicClock.now + Int64(waitMilliseconds) * 1_000_000
        while MonotonicClock.now < deadline, linux_wait_readable(descriptor.number, waitMilliseconds) == 1 {
            var envelope = Envelope()
            guard let count = try? descriptor.receive(into: &buffer, &envelope, context) else { continue }
            let datagram = buffer.span.extracting(first: min(count, buffer.count))
            guard datagram.native32(at: ProcessEventLayout.what) == ProcessEventLayout.none,
                datagram.native32(at: ProcessEventLayout.acknowledged) == mark &+ 1
            else { continue }
            return datagram.signed32(at: ProcessEventLayout.fields)
        }
        return nil
    }
}
