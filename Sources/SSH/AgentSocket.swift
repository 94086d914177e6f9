import Glibc

/// libssh2 talks to an authentication agent through the same two functions as to the host, on the agent's own socket.
///
/// An agent may ask its user before it signs. The connection's thread waits for it, in slices, so that a time limit or
/// a cancellation still ends the wait.
enum AgentSocket {
    private static let slice = Duration.milliseconds(50)

    static func send(_ bytes: UnsafeRawBufferPointer, to socket: Int32, _ isAbandoned: () -> Bool) -> Int {
        perform(socket, .output, isAbandoned) {
            unsafe Glibc.send(
                socket, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
    }

    static func receive(_ buffer: UnsafeMutableRawBufferPointer, from socket: Int32, _ isAbandoned: () -> Bool) -> Int {
        perform(socket, .input, isAbandoned) {
            unsafe recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
        }
    }

    private static func perform(
        _ socket: Int32, _ interest: Waiting.Interest, _ isAbandoned: () -> Bool, _ call: () -> Int
    ) -> Int {
        while true {
            let count = call()
            if count >= 0 { return count }
            let error = SystemError.last()
            if error.number != EAGAIN && error.number != EINTR { return Int(-error.number) }
            if isAbandoned() { return Int(-ETIMEDOUT) }
            _ = Waiting.forSocket(socket, interest, limit: slice)
        }
    }
}
