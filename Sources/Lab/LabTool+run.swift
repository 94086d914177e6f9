import Foundation
import Subprocess
import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

extension LabTool {
    private static let listener = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// From now on `listener` is told of every tool before it runs, for the whole program.
    package static func trace(to listener: (@Sendable (String) -> Void)?) { Self.listener.withLock { $0 = listener } }

    private func tell(_ arguments: [String]) {
        Self.listener.withLock { $0 }?(([rawValue] + arguments).joined(separator: " "))
    }

    /// Runs the tool to its end, and returns its standard output. The marker goes into its environment, so that
    /// ``LabProcess`` finds it and all it starts. `LabError.commandFailed`, with what it said, unless it ended with 0.
    @discardableResult
    func run(_ arguments: [String], input: String = "", marker: LabProcess.Marker? = nil) async throws -> String {
        tell(arguments)
        let result = try await Subprocess.run(
            .name(rawValue), arguments: .init(arguments), environment: Self.environment(marker),
            input: .string(input), output: .string(limit: 4 << 20), error: .string(limit: 4 << 20))
        guard result.terminationStatus.isSuccess else {
            // A cancelled task's child is killed: that is no failure of the child's.
            try Task.checkCancellation()
            throw LabError.commandFailed(
                ([rawValue] + arguments).joined(separator: " "), status: result.terminationStatus.words,
                output: result.standardError.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return result.standardOutput
    }

    /// Runs the tool on the caller's own terminal or pipes.
    ///
    /// - Returns: Its exit code, or 128 and the signal that ended it, as a shell says it.
    func runInteractively(_ arguments: [String], environment: Environment) async throws -> Int32 {
        tell(arguments)
        return try await Subprocess.run(
            .name(rawValue), arguments: .init(arguments), environment: environment,
            input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError
        ).terminationStatus.code
    }

    /// The same, with its standard output (16 MiB at most) returned beside the exit code.
    func capture(_ arguments: [String], environment: Environment) async throws -> (code: Int32, output: String) {
        tell(arguments)
        let result = try await Subprocess.run(
            .name(rawValue), arguments: .init(arguments), environment: environment,
            input: .currentStandardInput, output: .string(limit: 16 << 20), error: .currentStandardError)
        return (result.terminationStatus.code, result.standardOutput)
    }

    static func environment(_ marker: LabProcess.Marker?) -> Environment {
        var changes: [Environment.Key: String?] = ["PATH": searchPath, "LC_ALL": "C.UTF-8"]
        if let marker { changes[.init(stringLiteral: LabProcess.Marker.variable)] = marker.value }
        return .inherit.updating(changes)
    }
}

extension TerminationStatus {
    /// As a shell says it.
    var code: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }

    var words: String {
        switch self {
        case .exited(let code): "exit status \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }
}
