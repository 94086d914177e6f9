internal import CLinux

/// What the kernel's answer to one request has told so far: a pure reader of datagrams.
struct NetlinkReply {
    enum Progress: Equatable {
        /// The answer goes on in another datagram.
        case more
        case done
        /// Something changed while it was told (NLM_F_DUMP_INTR): ask again.
        case interrupted
        /// The errno, and the kernel's words if it has any (NETLINK_EXT_ACK).
        case failed(Int32, String)
    }

    /// The request that is answered; messages that answer another one are passed over.
    let sequence: UInt32
    private var wasInterrupted = false

    init(to sequence: UInt32) {
        self.sequence = sequence
    }

    /// Reads one datagram, and gives each message of the answer proper to `each`.
    mutating func read(_ datagram: Span<UInt8>, each: (NetlinkMessage, Span<UInt8>) -> Void) -> Progress {
        var messages = NetlinkMessages()
        while let message = messages.next(in: datagram) {
            guard message.sequence == sequence else { continue }
            if message.flags & UInt16(NLM_F_DUMP_INTR) != 0 { wasInterrupted = true }
            switch Int32(message.kind) {
            case NLMSG_NOOP: continue
            case NLMSG_OVERRUN: return .failed(ENOBUFS, "")
            case NLMSG_ERROR, NLMSG_DONE: return end(message, datagram)
            default: each(message, datagram)
            }
        }
        return .more
    }

    private func end(_ message: NetlinkMessage, _ datagram: Span<UInt8>) -> Progress {
        let isError = Int32(message.kind) == NLMSG_ERROR
        // Old kernels end a dump without a status.
        let code = message.payload.count >= 4 ? datagram.signed32(at: message.payload.lowerBound) ?? 0 : 0
        guard code != 0 else { return wasInterrupted ? .interrupted : .done }
        // A negative errno; what is none is a message we cannot make sense of.
        guard code < 0, code > -4096 else { return .failed(EPROTO, "") }
        return .failed(-code, words(of: message, isError, datagram))
    }

    /// NLMSGERR_ATTR_MSG, which stands behind the errno and the header (or all, without NLM_F_CAPPED) of the request.
    private func words(of message: NetlinkMessage, _ isError: Bool, _ datagram: Span<UInt8>) -> String {
        guard message.flags & UInt16(NLM_F_ACK_TLVS) != 0 else { return "" }
        var before = 4
        if isError {
            let isCapped = message.flags & UInt16(NLM_F_CAPPED) != 0
            let echoed = datagram.native32(at: message.payload.lowerBound + 4).map { Int($0) } ?? 0
            guard isCapped || echoed <= message.payload.count else { return "" }
            before += isCapped ? NetlinkMessages.headerLength : netlinkAligned(echoed)
        }
        var attributes = NetlinkAttributes(of: message, after: before)
        while let attribute = attributes.next(in: datagram) {
            if attribute.kind == NLMSGERR_ATTR_MSG.rawValue { return datagram.text(in: attribute.payload) }
        }
        return ""
    }
}
