package import Inventory
package import SSH

/// A host of the inventory with an open connection: commands run on it as root, by sudo where the inventory says so.
package struct RemoteHost: Sendable {
    package let host: Host
    package let connection: SSHConnection
    /// Told of every command that has run, where the operator wants to know more.
    private let trace: (@Sendable (String) -> Void)?

    package init(host: Host, connection: SSHConnection, trace: (@Sendable (String) -> Void)? = nil) {
        self.host = host
        self.connection = connection
        self.trace = trace
    }

    package var name: String { host.name }

    /// Runs a command to its end, whatever its exit status.
    package func run(
        _ command: RemoteCommand, timeout: Duration = .seconds(60)
    ) async throws(HostError) -> CommandResult {
        let start = ContinuousClock.now
        do {
            let result = try await connection.run(asRoot(command), timeout: timeout)
            trace?("\(name): \(command.title): \(result.ending.text), \(Self.milliseconds(since: start)) ms")
            return result
        } catch {
            throw HostError(host: name, reason: .connection(error))
        }
    }

    /// Runs a command that must succeed.
    @discardableResult
    package func check(
        _ command: RemoteCommand, timeout: Duration = .seconds(60)
    ) async throws(HostError) -> CommandResult {
        let result = try await run(command, timeout: timeout)
        guard result.succeeded else { throw HostError(host: name, reason: .command(command.title, result)) }
        return result
    }

    /// Starts a command that lives longer than a call.
    package func start(_ command: RemoteCommand) async throws(HostError) -> RemoteProcess {
        trace?("\(name): \(command.title): started")
        do {
            return try await connection.start(asRoot(command))
        } catch {
            throw HostError(host: name, reason: .connection(error))
        }
    }

    private static func milliseconds(since start: ContinuousClock.Instant) -> Int {
        Int(((ContinuousClock.now - start) / .milliseconds(1)).rounded())
    }

    private func asRoot(_ command: RemoteCommand) -> RemoteCommand {
        host.ssh.become == .sudo ? command.viaSudo() : command
    }
}
