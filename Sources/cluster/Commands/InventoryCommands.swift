import ArgumentParser
import Deployment
import Foundation
import Inventory
import Lab
import Rendering

/// Options of the commands that look at an inventory and talk to nobody.
struct OfflineOptions: ParsableArguments {
    @OptionGroup var source: InventoryOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Also check that a lab can be made of the inventory.")
    var lab = false

    func loadConfiguration() throws -> Configuration {
        let configuration = try source.loadConfiguration(output)
        if lab { try Lab.check(configuration.inventory) }
        return configuration
    }
}

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check an inventory, and say all that is wrong with it at once.")

    @OptionGroup var common: OfflineOptions

    func run() throws {
        do {
            let configuration = try common.loadConfiguration()
            _ = try common.source.scanSite(configuration.inventory)
            let inventory = configuration.inventory
            if common.output.json {
                print(try JSON.text(Outcome(valid: true, problems: [])))
            } else {
                print(
                    """
                    \(inventory.file): cluster '\(inventory.name)', \(count(inventory.balancers.count, "balancer")), \
                    \(count(inventory.webServers.count, "web server")), \
                    \(count(inventory.virtualAddresses.count, "VIP")): valid.
                    """)
            }
        } catch let error as InventoryError where common.output.json {
            print(try JSON.text(Outcome(valid: false, problems: error.problems)))
            throw Exit.usage
        }
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    private struct Outcome: Encodable {
        var valid: Bool
        var problems: [InventoryError.Problem]
    }
}

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Show the files that a deploy would write.",
        discussion:
            "On the screen secrets are hidden; files written with --output hold them, for their owner's eyes only.")

    @OptionGroup var common: OfflineOptions

    @Argument(help: "Only this host's files.")
    var host: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Write the files below this folder, one folder a host.", valueName: "folder"))
    var output: String?

    func run() throws {
        let configuration = try common.loadConfiguration()
        if let host, configuration.host(host) == nil {
            throw DeployError.unknownHost(host, known: configuration.hosts.map(\.host.name))
        }
        let hosts = configuration.hosts.filter { host == nil || $0.host.name == host }
        if let output {
            for host in hosts { try RenderedFiles.write(host, below: "\(output)/\(host.host.name)") }
        }
        if common.output.json {
            print(
                try JSON.text([
                    "hosts": hosts.map { RenderedFiles.object($0, Redaction(configuration.inventory.secrets)) }
                ]))
        } else if let output {
            print("\(hosts.reduce(0) { $0 + $1.files.count }) files written below \(output).")
        } else {
            let redaction = Redaction(configuration.inventory.secrets)
            for host in hosts { print(RenderedFiles.text(host, redaction, common.output.style), terminator: "") }
        }
    }
}
