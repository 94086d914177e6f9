import ArgumentParser
import Foundation

/// The program's entry: enters the lab while the process has one thread only, then runs the command and gives the exit
/// code.
@main
enum Main {
    static func main() {
        do {
            // Threads stay in the network they were made in, so nothing asynchronous may have begun before this.
            if let insider = try ClusterCommand.parseAsRoot() as? any LabCapable { try insider.common.enterLab() }
        } catch {
            Exit.end(error)
        }
        Task.detached { await run() }
        dispatchMain()
    }

    private static func run() async {
        do {
            var command = try ClusterCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            Exit.now(.success)
        } catch {
            Exit.end(error)
        }
    }
}

struct ClusterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster",
        abstract: "A highly available website from one YAML file.",
        discussion: """
            Exit codes: 0 nothing to do, or done (status: healthy); 1 failed (status: degraded); \
            2 usage or inventory error (status: also down); 3 a host cannot be reached; 130 ended by a second Ctrl-C.
            """,
        version: "cluster 0.1.0",
        subcommands: [
            InitCommand.self, ValidateCommand.self, RenderCommand.self, DeployCommand.self, StatusCommand.self,
            LogsCommand.self, RollbackCommand.self, LabCommand.self,
        ])
}
