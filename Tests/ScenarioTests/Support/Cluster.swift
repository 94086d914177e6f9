import Foundation
import Subprocess
import Testing

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The `cluster` program, called as a user calls it.
struct Cluster: Sendable {
    let inventory: InventoryFolder
    var lab = ScenarioLab.name
    var environment: [String: String] = [:]

    init(_ inventory: InventoryFolder, lab: String = ScenarioLab.name, environment: [String: String] = [:]) {
        self.inventory = inventory
        self.lab = lab
        self.environment = environment
    }

    /// `$CLUSTER_BINARY`, else the program that was built together with these tests.
    static let program: String = {
        if let path = ProcessInfo.processInfo.environment["CLUSTER_BINARY"] { return path }
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return bundle.appending(path: "cluster").path
    }()

    struct Outcome: Sendable, CustomStringConvertible {
        var exitCode: Int32
        var output: String
        var errors: String
        var description: String { "exit code \(exitCode)\n\(output)\(errors)" }

        /// The one JSON object on standard output.
        func json() throws -> JSONObject { try JSONObject(output) }
        var changes: Int? { try? json()["changes"] as? Int }
    }

    /// Arguments with those that name the lab and the inventory.
    func onLab(_ arguments: [String]) async throws -> Outcome { try await run(arguments + choice) }
    private var choice: [String] { ["--lab-name", lab, "-i", inventory.file] }

    func run(_ arguments: [String]) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(FilePath(Self.program)), arguments: .init(arguments), environment: variables,
            output: .string(limit: 8 << 20), error: .string(limit: 8 << 20))
        return Outcome(
            exitCode: result.terminationStatus.code, output: result.standardOutput, errors: result.standardError)
    }

    private var variables: Environment {
        .inherit.updating(
            Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
    }

    /// Runs it, and fails the test unless it ends with 0.
    @discardableResult
    func succeed(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> Outcome {
        let outcome = try await run(arguments)
        try #require(outcome.exitCode == 0, "\(outcome)", sourceLocation: sourceLocation)
        return outcome
    }

    func deploy(_ options: String...) async throws -> Outcome { try await onLab(["deploy"] + options) }
    func status(_ options: String...) async throws -> Outcome { try await onLab(["status"] + options) }

    /// Rolls back, and fails the test unless that succeeds.
    func rollback(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let outcome = try await onLab(["rollback"])
        try #require(outcome.exitCode == 0, "\(outcome)", sourceLocation: sourceLocation)
    }

    /// Deploys, and waits until the page comes through the VIP and from every web server.
    @discardableResult
    func settle(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Outcome {
        let outcome = try await deploy("--json")
        try #require(outcome.exitCode == 0, "\(outcome)", sourceLocation: sourceLocation)
        try await serves(sourceLocation: sourceLocation)
        return outcome
    }

    /// A deploy that `body` may signal, and whose lines on standard error it may wait for.
    func deploy(
        _ body: @escaping @Sendable (RunningDeploy) async throws -> Void
    ) async throws -> (code: Int32, errors: String) { try await run("deploy", body) }

    func run(
        _ command: String, _ body: @escaping @Sendable (RunningDeploy) async throws -> Void
    ) async throws -> (code: Int32, errors: String) {
        let result = try await Subprocess.run(
            .path(FilePath(Self.program)), arguments: .init([command] + choice), environment: variables, input: .none,
            output: .discarded, error: .sequence
        ) { execution in
            let deploy = RunningDeploy(pid: execution.processIdentifier.value)
            return try await withThrowingTaskGroup(of: String?.self) { group in
                group.addTask {
                    var text = ""
                    for try await line in execution.standardError.strings() {
                        text += line + "\n"
                        deploy.said(line + "\n")
                    }
                    return text
                }
                group.addTask {
                    try await body(deploy)
                    return nil
                }
                return try await group.reduce("") { $0 + ($1 ?? "") }
            }
        }
        return (result.terminationStatus.code, result.closureResult)
    }
}

extension TerminationStatus {
    /// As a shell says it: 128 and the number of the signal that ended it.
    var code: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}

/// A JSON object whose values are looked at by name.
struct JSONObject {
    private let values: [String: Any]

    init(_ text: String) throws {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        values = try #require(object as? [String: Any], "one JSON object was expected: \(text)")
    }

    subscript(_ name: String) -> Any? { values[name] }
}
