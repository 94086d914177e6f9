import ArgumentParser
import Foundation
import Inventory

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented inventory.",
        discussion: """
            cluster init lb1=10.0.0.1 lb2=10.0.0.2 --web web1=10.0.0.11 web2=10.0.0.12 --vip 10.0.0.10

            Every optional setting is in the file as a comment, with its default.
            """)

    @Argument(help: ArgumentHelp("The balancers: NAME=ADDRESS or ADDRESS.", valueName: "balancer"))
    var balancers: [String] = []

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("The web servers: NAME=ADDRESS or ADDRESS.", valueName: "server"))
    var web: [String] = []

    @Option(parsing: .upToNextOption, help: ArgumentHelp("The virtual IPs.", valueName: "address"))
    var vip: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Optional settings by key path: vrrp.interval=2s", valueName: "key=value"))
    var set: [String] = []

    @Option(name: [.short, .long], help: ArgumentHelp("Where to write it; - for standard output.", valueName: "file"))
    var output = "inventory.yml"

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup var display: OutputOptions

    func run() throws {
        let text = try InitialInventory(balancers: balancers, web: web, vips: vip, settings: try settings()).text
        guard output != "-" else {
            return print(display.json ? try JSON.text(["inventory": text]) + "\n" : text, terminator: "")
        }
        if !force, FileManager.default.fileExists(atPath: output) {
            throw UsageError("\(output) is there already: name another file with --output, or replace it with --force")
        }
        do {
            try text.write(toFile: output, atomically: true, encoding: .utf8)
        } catch {
            let reason = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError) ?? (error as NSError)
            throw UsageError("\(output): cannot be written: \(reason.localizedDescription)")
        }
        display.trace?("\(output): \(text.utf8.count) bytes")
        if display.json {
            print(try JSON.text(["file": output]))
        } else {
            print(
                "\(output) is written. Next: cluster validate -i \(output); rehearse with cluster lab up -i \(output).")
        }
    }

    private func settings() throws -> [String: String] {
        var settings: [String: String] = [:]
        for setting in set {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else {
                throw UsageError("--set \(setting): expected KEY=VALUE, as in vrrp.interval=2s")
            }
            settings[parts[0]] = parts[1]
        }
        return settings
    }
}
