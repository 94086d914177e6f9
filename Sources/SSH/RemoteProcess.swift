/// A remote command under way. Letting go of it ends it.
package final class RemoteProcess: Sendable {
    private let pipe: ChannelPipe
    /// Keeps the connection open.
    private let link: Link

    /// Standard output as it arrives; ends when the command does or the connection is lost (then it throws).
    ///
    /// For one reader. Whoever leaves 4 MiB unread makes the command wait, as a pipe does.
    package let output: AsyncThrowingStream<[UInt8], any Error>

    init(pipe: ChannelPipe, link: Link) {
        self.pipe = pipe
        self.link = link
        output = AsyncThrowingStream { try await pipe.nextOutput() }
    }

    deinit { pipe.cancel() }

    /// Sends input; returns when the connection has taken it.
    package func send(_ bytes: [UInt8]) async throws(SSHError) { try await pipe.send(bytes) }

    /// Closes its standard input.
    package func finishInput() async throws(SSHError) { pipe.finishInput() }

    /// How it ended; standard error's last MiB is in the result, standard output only in `output`.
    package func result() async throws(SSHError) -> CommandResult { try await pipe.result() }
}
