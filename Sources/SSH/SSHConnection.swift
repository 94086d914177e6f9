/// One authenticated connection to one host, shared by any number of commands at once.
///
/// A thread of its own works it (`Engine`). It ends with `close()`, or when the connection and every process started
/// on it are let go.
package actor SSHConnection {
    /// The most output that `run` and `exchange` keep.
    package static let outputLimit = 256 << 20

    private let link: Link

    init(link: Link) { self.link = link }

    /// Reaches the host, checks that it is the right one, and logs in.
    package static func open(
        _ destination: SSHDestination, policy: SSHPolicy
    ) async throws(SSHError) -> SSHConnection {
        var opening = Opening(destination, policy: policy)
        return try await opening.connection()
    }

    /// Runs a command to its end. Cancellation of the task ends the remote command.
    ///
    /// - Throws: `timeout` after `timeout`, `cancelled`, `tooMuchOutput` beyond `outputLimit`; a command that fails is
    ///   not an error.
    package func run(
        _ command: RemoteCommand, timeout: Duration = .seconds(60)
    ) async throws(SSHError) -> CommandResult {
        try await run(command, timeout: timeout, outputLimit: Self.outputLimit)
    }

    func run(_ command: RemoteCommand, timeout: Duration, outputLimit: Int) async throws(SSHError) -> CommandResult {
        try checkCancellation(command.title)
        let pipe = link.open(
            .command(command, mark: Termination.newMark()), keeping: .whole(limit: outputLimit),
            input: command.input, inputEnds: true, timeout: timeout)
        return try await pipe.result(endsOnCancellation: true)
    }

    /// Starts a command that lives longer than a call: a lock that is held, a log that is followed.
    /// Its standard input stays open after `command.input`.
    package func start(_ command: RemoteCommand) async throws(SSHError) -> RemoteProcess {
        try checkCancellation(command.title)
        let pipe = link.open(
            .command(command, mark: Termination.newMark()), keeping: .streamed, input: command.input,
            inputEnds: false, timeout: nil)
        let process = RemoteProcess(pipe: pipe, link: link)
        try await pipe.started()
        return process
    }

    /// Connects from the host to `host:port` (direct-tcpip, RFC 4254 §7.2), sends, and reads until the peer closes.
    ///
    /// libssh2 opens one channel at a time: while the host tries to reach a peer that does not answer, no other command
    /// can start on this connection.
    package func exchange(
        host: String, port: Int, sending: [UInt8], timeout: Duration
    ) async throws(SSHError) -> [UInt8] {
        let pipe = link.open(
            .connection(host: host, port: port), keeping: .whole(limit: Self.outputLimit), input: sending,
            inputEnds: false, timeout: timeout)
        return try await pipe.result(endsOnCancellation: true).output
    }

    private func checkCancellation(_ title: String) throws(SSHError) {
        if Task.isCancelled { throw link.describe(.cancelled(title: title)) }
    }

    /// Ends the connection and whatever runs on it. It may be called again.
    package func close() async { await link.close() }
}
