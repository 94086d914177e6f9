internal import CLinux

extension Descriptor {
    /// socket(2); it closes on exec, and waits unless `kind` says SOCK_NONBLOCK.
    static func socket(
        _ family: Int32, _ kind: Int32, _ protocolNumber: Int32, _ context: @autoclosure () -> String
    ) throws(LinuxError) -> Descriptor {
        let number = try attempt("socket", context()) { linux_socket(family, kind, protocolNumber) }
        return Descriptor(owning: Int32(number))
    }

    func bind(_ address: SocketAddress, _ context: @autoclosure () -> String) throws(LinuxError) {
        try attempt("bind", context()) {
            unsafe address.bytes.span.withUnsafeBytes {
                unsafe linux_bind(number, $0.baseAddress, UInt32(address.count))
            }
        }
    }

    /// setsockopt(2) with an `int`.
    func setOption(
        _ level: Int32, _ option: Int32, _ value: Int32, _ context: @autoclosure () -> String
    ) throws(LinuxError) {
        try setOption(level, option, raw: value, context())
    }

    /// setsockopt(2) with a structure that has neither pointers nor padding.
    func setOption<Value: BitwiseCopyable>(
        _ level: Int32, _ option: Int32, raw value: Value, _ context: @autoclosure () -> String
    ) throws(LinuxError) {
        try attempt("setsockopt", context()) {
            unsafe withUnsafeBytes(of: value) {
                unsafe linux_set_option(number, level, option, $0.baseAddress, UInt32($0.count))
            }
        }
    }

    /// Room for `bytes` of packets that wait to be read, more than the system's limit if CAP_NET_ADMIN allows it.
    func setReceiveBuffer(_ bytes: Int32, _ context: @autoclosure () -> String) throws(LinuxError) {
        do throws(LinuxError) {
            try setOption(SOL_SOCKET, SO_RCVBUFFORCE, bytes, context())
        } catch {
            try setOption(SOL_SOCKET, SO_RCVBUF, bytes, context())
        }
    }

    /// Sends one message: how much of it was taken, nil if none can be taken now.
    func send(
        _ payload: Span<UInt8>, to address: SocketAddress = SocketAddress(), control: Span<UInt8> = Span(),
        _ context: @autoclosure () -> String
    ) throws(LinuxError) -> Int? {
        try attemptIfReady("send", context()) {
            unsafe payload.withUnsafeBytes { payload in
                unsafe address.bytes.span.withUnsafeBytes { destination in
                    unsafe control.withUnsafeBytes { control in
                        unsafe linux_send(
                            number, payload.baseAddress, payload.count, destination.baseAddress,
                            UInt32(address.count), control.baseAddress, control.count, 0)
                    }
                }
            }
        }
    }

    /// Receives one message: its length, which may be more than fits into `buffer`; nil if no message is there.
    func receive(into buffer: inout [UInt8], _ context: @autoclosure () -> String) throws(LinuxError) -> Int? {
        try attemptIfReady("recv", context()) {
            // The kernel writes at most `count` bytes, and keeps no pointer.
            unsafe buffer.withUnsafeMutableBytes { unsafe linux_receive_payload(number, $0.baseAddress, $0.count) }
        }
    }

    /// Receives one message: its payload into `buffer`, the rest into `envelope`. Gives the payload's length, nil if
    /// no message is there.
    func receive(
        into buffer: inout [UInt8], _ envelope: inout Envelope, _ context: @autoclosure () -> String
    ) throws(LinuxError) -> Int? {
        var received = linux_received()
        // Each pointer lives as long as its closure, and the kernel writes at most the count given with it.
        var control = envelope.control.mutableSpan
        var sender = envelope.sender.bytes.mutableSpan
        let count = try attemptIfReady("recvmsg", context()) {
            unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe sender.withUnsafeMutableBytes { sender in
                    unsafe control.withUnsafeMutableBytes { control in
                        unsafe linux_receive(
                            number, buffer.baseAddress, buffer.count, sender.baseAddress, UInt32(sender.count),
                            control.baseAddress, control.count, 0, &received)
                    }
                }
            }
        }
        envelope.sender.count = min(Int(received.address_count), envelope.sender.bytes.count)
        envelope.controlCount = min(received.control_count, envelope.control.count)
        envelope.isTruncated = received.flags & Int32(MSG_TRUNC) != 0
        return count
    }
}

/// What comes with a message's payload.
struct Envelope {
    var sender = SocketAddress()
    /// Room for the control messages of one packet: destination and interface (40 bytes at most), hop limit (24).
    var control = InlineArray<128, UInt8>(repeating: 0)
    var controlCount = 0
    /// The payload was longer than the buffer.
    var isTruncated = false
}
