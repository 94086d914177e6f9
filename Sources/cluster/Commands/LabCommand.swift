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

        var lab: Lab {
            get throws { try Lab(name: name) }
        }
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
            let inventory = try Inventory.load(path: try InventoryFile.find(option: inventory))
            let limits = HostLimits(memory: memory.map { $0 << 20 }, cpus: cpus)
            try await choice.lab.up(inventory, limits: limits, progress: Progress.line)
        }
    }

    struct Down: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take the lab away without a trace.")

        @OptionGroup var choice: Choice

        func run() async throws { try await choice.lab.down(progress: Progress.line) }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say which of the lab's hosts run.")

        @OptionGroup var choice: Choice

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        func run() async throws {
            let hosts = try await choice.lab.status()
            if json { return print(try JSON.text(["hosts": hosts])) }
            for host in hosts {
                let state = !host.isRunning ? "not running" : host.answersSSH ? "answers SSH" : "boots"
                print("\(host.name)  \(host.address)  \(state)")
            }
        }
    }

    struct Exec: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a command in a host, as root.",
            discussion: "The host 'operator' is this machine's own place in the lab's network.")

        @OptionGroup var choice: Choice

        @Argument(help: "The host.")
        var host: String

        @Argument(parsing: .postTerminator, help: "The command, after `--`.")
        var command: [String]

        func run() async throws {
            throw ExitCode(try await choice.lab.exec(host: host, command: command))
        }
    }

    enum Progress {
        static let line: @Sendable (String) -> Void = { text in
            StandardError.write(text + "\n")
        }
    }
}
