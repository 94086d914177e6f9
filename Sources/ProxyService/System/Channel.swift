internal import CLinux
import Linux

/// One end of the conversation between the supervisor and a worker. Neither waits for the other.
final class Channel {
    let descriptor: Descriptor
    private var reader = MessageReader()
    private var output: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 4096)

    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    /// Both ends.
    static func pair() throws(LinuxError) -> (supervisor: Channel, worker: Channel) {
        var ends: (Int32, Int32) = (-1, -1)
        let result = unsafe withUnsafeMutableBytes(of: &ends) {
            unsafe linux_stream_pair($0.baseAddress?.assumingMemoryBound(to: Int32.self))
        }
        guard result >= 0 else {
            throw LinuxError(call: "socketpair", code: Int32(-result), context: "start a worker")
        }
        return (Channel(Descriptor(owning: ends.0)), Channel(Descriptor(owning: ends.1)))
    }

    /// Whether something waits to be sent: then call `flush` when the descriptor takes bytes.
    var hasOutput: Bool { !output.isEmpty }

    /// Sends a message, now or later. One that the other end cannot be told any more is dropped: its end comes anyway.
    func send(_ message: Message) {
        output += message.bytes
        flush()
    }

    func flush() {
        while !output.isEmpty {
            let count: Int?
            do throws(LinuxError) {
                count = try descriptor.write(output.span, "write to the other process")
            } catch {
                output = []
                return
            }
            guard let count else { return }
            output.removeFirst(count)
        }
    }

    /// How often is read at once: whoever writes without end holds nobody up.
    private static let reads = 256

    /// What has come; nil at the other end's end, or if it talks nonsense. All that came before is given first.
    func receive() -> [Message]? {
        var messages: [Message] = []
        for _ in 0..<Self.reads {
            guard let count = try? descriptor.read(into: &buffer, "read from the other process") else { break }
            guard count > 0 else { return messages.isEmpty ? nil : messages }
            reader.receive(buffer[..<count])
            do throws(MessageReader.Nonsense) {
                while let message = try reader.next() { messages.append(message) }
            } catch {
                return nil
            }
        }
        return messages
    }
}
