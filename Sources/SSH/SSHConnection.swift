// The interface of this module, as its users see it. The bodies are being written.

/// A machine to log in to. A nil leaves the matter to OpenSSH's configuration.
package struct SSHDestination: Hashable, Sendable {
    /// What messages call it.
    package var name: String
    /// Name or address, as `ssh` would be given it.
    package var address: String
    package var user: String?
    package var port: Int?
    /// Paths of private keys, tried before those of OpenSSH's configuration.
    package var identities: [String]

    package init(name: String, address: String, user: String? = nil, port: Int? = nil, identities: [String] = []) {
        self.name = name
        self.address = address
        self.user = user
        self.port = port
        self.identities = identities
    }
}

/// How connections are made, the same for every host of a run.
package struct SSHPolicy: Sendable {
    /// Replaces OpenSSH's known-hosts files.
    package var knownHostsFile: String?
    /// False ignores the operator's OpenSSH configuration and agent (`ssh -F none`): the lab needs neither.
    package var usesOpenSSHConfiguration: Bool
    /// Trust and record the key of a host that is not yet known. A *changed* key is always refused.
    package var acceptsNewHostKeys: Bool
    /// Limit on reaching the host, the key exchange and the login together.
    package var connectTimeout: Duration
    /// Longest silence of a host that owes an answer to a keep-alive.
    package var idleTimeout: Duration
    /// Asks the operator for the passphrase of a key file; nil where nobody can be asked.
    package var passphrase: (@Sendable (_ keyFile: String) async -> String?)?

    package init(
        knownHostsFile: String? = nil, usesOpenSSHConfiguration: Bool = true, acceptsNewHostKeys: Bool = false,
        connectTimeout: Duration = .seconds(10), idleTimeout: Duration = .seconds(15),
        passphrase: (@Sendable (_ keyFile: String) async -> String?)? = nil
    ) {
        self.knownHostsFile = knownHostsFile
        self.usesOpenSSHConfiguration = usesOpenSSHConfiguration
        self.acceptsNewHostKeys = acceptsNewHostKeys
        self.connectTimeout = connectTimeout
        self.idleTimeout = idleTimeout
        self.passphrase = passphrase
    }
}

package struct SSHError: Error {
    /// Whether the host could not be reached or went away, as opposed to having answered "no".
    package var isUnreachable: Bool { preconditionFailure("being written") }
}

/// One authenticated connection to one host, shared by any number of commands at once.
package actor SSHConnection {
    package static func open(
        _ destination: SSHDestination, policy: SSHPolicy
    ) async throws(SSHError) -> SSHConnection { preconditionFailure("being written") }

    /// Runs a command to its end. Cancellation of the task ends the remote command.
    package func run(
        _ command: RemoteCommand, timeout: Duration = .seconds(60)
    ) async throws(SSHError) -> CommandResult { preconditionFailure("being written") }

    /// Starts a command that lives longer than a call: a lock that is held, a log that is followed.
    /// Its standard input stays open after `command.input`.
    package func start(_ command: RemoteCommand) async throws(SSHError) -> RemoteProcess {
        preconditionFailure("being written")
    }

    /// Connects from the host to `host:port` (direct-tcpip, RFC 4254 §7.2), sends, and reads until the peer closes.
    package func exchange(
        host: String, port: Int, sending: [UInt8], timeout: Duration
    ) async throws(SSHError) -> [UInt8] { preconditionFailure("being written") }

    package func close() async { preconditionFailure("being written") }
}

/// A remote command under way.
package final class RemoteProcess: Sendable {
    /// Standard output as it arrives; ends when the command does or the connection is lost (then it throws).
    package var output: AsyncThrowingStream<[UInt8], any Error> { preconditionFailure("being written") }

    package func send(_ bytes: [UInt8]) async throws(SSHError) { preconditionFailure("being written") }

    /// Closes its standard input.
    package func finishInput() async throws(SSHError) { preconditionFailure("being written") }

    /// How it ended; standard error is in the result, standard output only in `output`.
    package func result() async throws(SSHError) -> CommandResult { preconditionFailure("being written") }
}
