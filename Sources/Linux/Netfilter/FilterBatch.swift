internal import CLinux

/// Messages to nf_tables that are one change (`linux/netfilter/nfnetlink.h`): all carry the same sequence number, so that
/// whichever fails answers for the whole; the last one asks for an acknowledgement.
struct FilterBatch {
    /// NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END, which are macros.
    static let begin = 0x10
    private static let end = 0x11
    /// NFNL_SUBSYS_NFTABLES
    private static let subsystem: UInt16 = 10
    /// NFPROTO_INET: IPv4 and IPv6 alike.
    private static let inet: UInt8 = 1

    private var head: NetlinkRequest
    private var messages: [(kind: UInt32, flags: Int32, fill: (inout NetlinkRequest) -> Void)] = []

    /// - Parameter head: an empty request of kind `begin`.
    init(_ head: NetlinkRequest) {
        self.head = head
        self.head.append(Self.header(family: 0, resource: Self.subsystem))
    }

    mutating func add(_ kind: UInt32, _ flags: Int32 = 0, _ fill: @escaping (inout NetlinkRequest) -> Void) {
        messages.append((kind, flags, fill))
    }

    /// The bytes of all of it, as one request.
    func finished() -> NetlinkRequest {
        var whole = head
        for (number, message) in messages.enumerated() {
            let isLast = number == messages.count - 1
            var request = NetlinkRequest(
                kind: Int(Self.subsystem) << 8 | Int(message.kind), flags: message.flags | (isLast ? NLM_F_ACK : 0),
                sequence: head.sequence)
            request.append(Self.header(family: Self.inet, resource: 0))
            message.fill(&request)
            whole.follow(with: request)
        }
        var last = NetlinkRequest(kind: Self.end, flags: 0, sequence: head.sequence)
        last.append(Self.header(family: 0, resource: Self.subsystem))
        whole.follow(with: last)
        return whole
    }

    private static func header(family: UInt8, resource: UInt16) -> nfgenmsg {
        nfgenmsg(nfgen_family: family, version: 0, res_id: resource.bigEndian)
    }
}
