import Subprocess
import SystemPackage
import Synchronization

/// A program that carries a connection on its standard input and output: a ProxyCommand, or `ssh -W` for a ProxyJump.
///
/// It is a session of its own, so that all of it can be ended, and is always waited for.
final class ProxyProcess: Sendable {
    let route: ProxyRoute
    private let task: Task<Void, Never>
    private let lastWords: Words

    init(_ route: ProxyRoute, socket: consuming Descriptor) {
        self.route = route
        let number = socket.release()
        let lastWords = Words()
        self.lastWords = lastWords
        task = Task { lastWords.note(await Self.run(route.arguments, number)) }
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
                input: .fileDescriptor(end, closeAfterSpawningProcess: true),
                output: .fileDescriptor(end, closeAfterSpawningProcess: true), error: .string(limit: 16 * 1024))
            return result.standardError
        } catch {
            return "\(error)"
        }
    }

    func stop() { task.cancel() }

    /// Ends it and waits for its end.
    func end() async {
        task.cancel()
        await task.value
    }

    /// What a program that hung up has to say: it may end a little later than its output does.
    func explanation() async -> String {
        for _ in 0..<50 where lastWords.text == nil { try? await Task.sleep(for: .milliseconds(10)) }
        return (lastWords.text ?? "").oneLine
    }

    private final class Words: Sendable {
        private let words = Mutex<String?>(nil)
        var text: String? { words.withLock { $0 } }
        func note(_ text: String) { words.withLock { $0 = text } }
    }

    deinit { task.cancel() }
}
