import Subprocess
import SystemPackage
import Synchronization

/// A program that carries a connection on its standard input and output: a ProxyCommand, or `ssh -W` for a ProxyJump.
///
/// It is a session of its own, so that all of it can be ended, and is always waited for.
final class ProxyProcess: Sendable {
    let commandLine: String
    private let task: Task<String, Never>

    /// - Parameter arguments: The program and its arguments; `sh -c` for a command line of the configuration.
    init(arguments: [String], commandLine: String, socket: consuming Descriptor) {
        self.commandLine = commandLine
        let number = socket.release()
        task = Task { await Self.run(arguments, number) }
    }

    private static func run(_ arguments: [String], _ socket: Int32) async -> String {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
        ]
        let end = FileDescriptor(rawValue: socket)
        do {
            let result = try await Subprocess.run(
                .name(arguments[0]), arguments: Arguments(Array(arguments.dropFirst())), platformOptions: options,
                input: .fileDescriptor(end, closeAfterSpawningProcess: false),
                output: .fileDescriptor(end, closeAfterSpawningProcess: true), error: .string(limit: 16 * 1024))
            return result.standardError
        } catch {
            return "\(error)"
        }
    }

    func stop() { task.cancel() }

    /// Ends it and waits for its end.
    /// - Returns: What it wrote to standard error.
    @discardableResult
    func end() async -> String {
        task.cancel()
        return await task.value
    }

    deinit { task.cancel() }
}
