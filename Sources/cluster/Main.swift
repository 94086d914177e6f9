import ArgumentParser
import Foundation

/// The program's entry: parses, enters the lab while the process has one thread only, runs, and gives the exit code.
@main
enum Main {
    static func main() async {
        do {
            let command = try ClusterCommand.parseAsRoot()
            if let insider = command as? any LabCapable { try insider.common.enterLab() }
            try await run(command)
        } catch {
            Exit.end(error)
        }
    }

    private static func run(_ command: sending any ParsableCommand) async throws {
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            var command = command
            try command.run()
        }
    }
}

struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "A highly available website from one YAML file.",
        discussion: """
            Exit codes: 0 nothing to do, or done (status: healthy); 1 failed (status: degraded); \
            2 usage or inventory error (status: also down); 3 a host cannot be reached.
            """,
        version: "cluster 0.1.0",
        subcommands: [
            ValidateCommand.self, RenderCommand.self, DeployCommand.self,
            RollbackCommand.self, LabCommand.self,
        ])
}
