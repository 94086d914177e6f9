import Glibc

/// The bytes between libssh2 and the socket.
///
/// libssh2 allows one packet that is sent in part, and until that is out every other call that wants to send fails.
/// So it never sees a socket that is full: what it sends goes into `outbound` whole, and `flush` takes it from there.
/// A call of libssh2 that would block therefore always waits for bytes *from* the host. Whoever fills channels stops
/// at `isCrowded`.
///
/// Used by its connection's thread only.
final class Wire {
    private let socket: Descriptor
    private var outbound: [UInt8] = []
    private var outboundStart = 0

    /// Bytes received and bytes accepted for sending, since the beginning.
    private(set) var received = 0
    private(set) var accepted = 0
    private(set) var lastReceived = ContinuousClock.now
    /// Whether somebody looked for bytes in this pass and found no more: then, and only then, is the socket worth
    /// waiting for.
    private(set) var isDry = false
    /// The host's first bytes, before anything is encrypted: its banner and its offer of algorithms.
    private(set) var greeting: [UInt8] = []
    /// Whether the socket gives and takes no more. libssh2 is not told: it would keep back what it has read already.
    private(set) var isEnded = false
    /// The error that ended it; nil when the host closed it.
    private(set) var failure: SystemError?
    /// The host's words when it took its leave.
    var farewell: String?
    private(set) var isSevered = false
    /// Whether a conversation with another party (the agent) should be given up.
    var isAbandoned: () -> Bool = { false }

    static let greetingLimit = 16 * 1024
    static let crowd = 512 * 1024

    init(socket: consuming Descriptor) { self.socket = socket }

    var number: Int32 { socket.number }
    var hasOutbound: Bool { outboundStart < outbound.count }
    var isCrowded: Bool { outbound.count - outboundStart >= Self.crowd }

    /// From here on libssh2 too sees a broken connection, and gives up whatever it waits for.
    func sever() { isSevered = true }

    private func end(_ failure: SystemError?) {
        if !isEnded { self.failure = failure }
        isEnded = true
    }

    func beginPass() { isDry = false }

    /// Fills `buffer` with what has arrived.
    /// - Returns: The count, or a negative error number.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard !isSevered else { return Int(-ECONNRESET) }
        guard !isEnded else { return Int(-EAGAIN) }
        let count = unsafe recv(socket.number, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            let error = count == 0 ? nil : SystemError.last()
            isDry = true
            if error?.number != EAGAIN && error?.number != EINTR { end(error) }
            return Int(-EAGAIN)
        }
        isDry = false
        received += count
        lastReceived = .now
        if greeting.count < Self.greetingLimit {
            unsafe greeting.append(contentsOf: buffer.prefix(count).prefix(Self.greetingLimit - greeting.count))
        }
        return count
    }

    /// Takes all of `bytes` for sending.
    func accept(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard !isSevered else { return Int(-EPIPE) }
        unsafe outbound.append(contentsOf: bytes)
        accepted += bytes.count
        return bytes.count
    }

    /// Sends what the socket takes now.
    /// - Returns: Whether anything went out.
    func flush() -> Bool {
        var sent = 0
        while hasOutbound && !isEnded {
            let count = unsafe outbound.withUnsafeBytes { bytes in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[outboundStart...])
                return unsafe send(
                    socket.number, rest.baseAddress, rest.count,
                    Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                let error = SystemError.last()
                if error.number == EINTR { continue }
                if error.number != EAGAIN { end(error) }
                break
            }
            sent += count
            outboundStart += count
        }
        trim()
        return sent > 0
    }

    /// Drops what is sent, at a cost that is small for each byte.
    private func trim() {
        if outboundStart == outbound.count {
            outbound.removeAll(keepingCapacity: outbound.capacity <= 4 * Self.crowd)
            outboundStart = 0
        } else if outboundStart >= Self.crowd {
            outbound.removeSubrange(..<outboundStart)
            outboundStart = 0
        }
    }
}
