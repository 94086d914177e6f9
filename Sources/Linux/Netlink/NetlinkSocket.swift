internal import CLinux

/// A netlink socket that asks and waits for the answer, one request at a time.
struct NetlinkSocket: ~Copyable {
    private let descriptor: Descriptor
    private var buffer: [UInt8]
    private var sequence: UInt32 = 0

    /// How long the kernel may take to answer: it does so during the request, unless it is out of memory.
    private static let patienceNanoseconds: Int64 = 2_000_000_000

    init(protocolNumber: Int32, _ context: @autoclosure () -> String) throws(LinuxError) {
        let descriptor = try Descriptor.socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), protocolNumber, context())
        try descriptor.bind(SocketAddress(netlinkGroups: 0), context())
        let patience = timeval(tv_sec: 1, tv_usec: 0)
        try descriptor.setOption(SOL_SOCKET, SO_RCVTIMEO, raw: patience, context())
        // Better words and smaller answers from kernels that have them (4.12, 4.20); the rest works without.
        for option in [NETLINK_EXT_ACK, NETLINK_CAP_ACK, NETLINK_GET_STRICT_CHK] {
            try? descriptor.setOption(SOL_NETLINK, option, 1, context())
        }
        self.descriptor = descriptor
        // The kernel never puts more than 32 KiB of a dump into a datagram, and few messages alone are longer.
        buffer = Array(repeating: 0, count: 65_536)
    }

    /// A request to be filled in and given to `exchange`.
    mutating func request(kind: Int, flags: Int32) -> NetlinkRequest {
        sequence &+= 1
        return NetlinkRequest(kind: kind, flags: flags, sequence: sequence)
    }

    /// Sends `request` and gives every message of the answer to `each`.
    ///
    /// - Returns: false if a dump was interrupted by a change and has to be asked for again.
    @discardableResult
    mutating func exchange(
        _ request: NetlinkRequest, _ context: @autoclosure () -> String,
        each: (NetlinkMessage, Span<UInt8>) -> Void = { _, _ in }
    ) throws(LinuxError) -> Bool {
        guard try descriptor.send(request.bytes.span, to: SocketAddress(netlinkGroups: 0), context()) != nil else {
            throw LinuxError(call: "sendmsg", code: EAGAIN, context: context())
        }
        var reply = NetlinkReply(to: request.sequence)
        let deadline = MonotonicClock.now + Self.patienceNanoseconds
        while MonotonicClock.now < deadline {
            guard let count = try receive(context()) else { continue }
            switch reply.read(buffer.span.extracting(first: count), each: each) {
            case .more: continue
            case .done: return true
            case .interrupted: return false
            case .failed(let code, let detail):
                throw LinuxError(call: "netlink", code: code, context: context(), detail: detail)
            }
        }
        throw LinuxError(call: "netlink", code: ETIMEDOUT, context: context(), detail: "the kernel gave no answer")
    }

    /// The length of the next datagram in `buffer`; nil if it is not the kernel's, or did not come in time.
    private mutating func receive(_ context: @autoclosure () -> String) throws(LinuxError) -> Int? {
        var envelope = Envelope()
        guard let count = try descriptor.receive(into: &buffer, &envelope, context()),
            envelope.sender.netlinkPort == 0
        else { return nil }
        guard !envelope.isTruncated else {
            throw LinuxError(call: "recvmsg", code: EMSGSIZE, context: context())
        }
        return count
    }
}
