import ArgumentParser
import Foundation
import Inventory
import Lab
import Terminal

struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab", abstract: "The inventory's hosts as real Debian systems on this machine.",
        subcommands: [Up.self, Down.self, Status.self, Exec.self])

    struct Choice: ParsableArguments {
        @Option(help: ArgumentHelp("Which lab.", valueName: "name"))
        var name = "default"

        @OptionGroup var output: OutputOptions

        /// The lab; every tool that it runs is told where the operator wants to know.
        func lab() throws -> Lab {
            LabTool.trace(to: output.trace)
            return try Lab(name: name)
        }
    }

    /// What `up`, `down` and `status` print with `--json`.
    struct Report: Encodable {
        var lab: String
        var hosts: [LabHostStatus]
    }

    struct Up: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Bring the lab up, or what of it is missing.")

        @OptionGroup var choice: Choice

        @Option(name: [.short, .long], help: ArgumentHelp("The inventory whose hosts to make.", valueName: "file"))
        var inventory: String?

        @Option(help: ArgumentHelp("Memory of each host in MiB.", valueName: "MiB"))
        var memory: UInt64?

        @Option(help: ArgumentHelp("Processor cores of each host.", valueName: "cores"))
        var cpus: Double?

        func run() async throws {
            let file = try InventoryFile.find(option: inventory)
            choice.output.trace?("inventory: \(file)")
            let inventory = try Inventory.load(path: file)
            let limits = HostLimits(memory: memory.map { $0 << 20 }, cpus: cpus)
            let lab = try choice.lab()
            try await lab.up(inventory, limits: limits, progress: Progress.line)
            if choice.output.json { print(try JSON.text(Report(lab: lab.name, hosts: try await lab.status()))) }
        }
    }

    struct Down: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take the lab away without a trace.")

        @OptionGroup var choice: Choice

        func run() async throws {
            let lab = try choice.lab()
            try await lab.down(progress: Progress.line)
            if choice.output.json { print(try JSON.text(Report(lab: lab.name, hosts: []))) }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say which of the lab's hosts run.")

        @OptionGroup var choice: Choice

        func run() async throws {
            let lab = try choice.lab()
            let hosts = try await lab.status()
            if choice.output.json { return print(try JSON.text(Report(lab: lab.name, hosts: hosts))) }
            for host in hosts {
                let state = !host.isRunning ? "not running" : host.answersSSH ? "answers SSH" : "boots"
                print("\(host.name)  \(host.address)  \(state)")
            }
        }
    }

    struct Exec: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a command in a host, as root.",
            discussion: """
                The host 'operator' is this machine's own place in the lab's network. With --json the command's standard \
                output is a part of the object.
                """)

        @OptionGroup var choice: Choice

        @Argument(help: "The host.")
        var host: String

        @Argument(parsing: .postTerminator, help: "The command, after `--`.")
        var command: [String]

        func run() async throws {
            let lab = try choice.lab()
            guard choice.output.json else {
                throw ExitCode(try await lab.exec(host: host, command: command))
            }
            let (code, output) = try await lab.capture(host: host, command: command)
            print(try JSON.text(Outcome(host: host, exitCode: code, output: output)))
            throw ExitCode(code)
        }

        private struct Outcome: Encodable {
            var host: String
            var exitCode: Int32
            var output: String
        }
    }

    enum Progress {
        static let line: @Sendable (String) -> Void = { text in
            StandardError.write(text + "\n")
        }
    }
}
