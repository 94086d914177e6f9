import ArgumentParser
import Deployment
import Fleet
import Foundation
import Inventory
import Lab
import Rendering
import Terminal

/// Exit codes of every command, as the help and the README list them.
enum Exit {
    static let failed = ExitCode(1)
    static let usage = ExitCode(2)
    static let unreachable = ExitCode(3)

    /// Tells what went wrong and ends the process.
    static func end(_ error: any Error) -> Never {
        let code = code(for: error)
        if error is ExitCode { now(code) }
        if String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") {
            // Help and version asked for, or arguments that ArgumentParser refuses, in its own words.
            let text = ClusterCommand.fullMessage(for: error)
            if code == .success { print(text) } else { StandardError.write(text + "\n") }
        } else {
            // An inventory's problems begin with file, line and column, as editors expect it.
            StandardError.write("\(error is InventoryError ? "" : "cluster: ")\(error)\n")
            tellJSON(error, code)
        }
        now(code)
    }

    /// Ends the process with all output written, and without exit handlers: OpenSSL's would take away what the threads of
    /// open connections still use.
    static func now(_ code: ExitCode) -> Never {
        fflush(nil)
        _exit(code.rawValue)
    }

    /// With `--json` a failure too is one object on standard output.
    static func tellJSON(_ error: any Error, _ code: ExitCode, _ redaction: Redaction = Redaction([])) {
        guard CommandLine.arguments.contains("--json") else { return }
        if let text = try? JSON.text(FailureObject(error, code, redaction)) { print(text) }
    }

    static func code(for error: any Error) -> ExitCode {
        switch error {
        case let code as ExitCode: code
        case is InventoryError, is UsageError, is RenderingError: usage
        case DeployError.unknownHost, LabError.invalidName, LabError.unknownHost, LabError.reservedHostName: usage
        case DeployError.unreachable: unreachable
        case let error as HostError where error.isUnreachable: unreachable
        default: parserCode(for: error)
        }
    }

    /// ArgumentParser knows its own errors: success for help, EX_USAGE for the rest of them.
    private static func parserCode(for error: any Error) -> ExitCode {
        let code = ClusterCommand.exitCode(for: error)
        return code == .validationFailure ? usage : code == .success ? .success : failed
    }
}

/// Something is wrong with how a command was called.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
