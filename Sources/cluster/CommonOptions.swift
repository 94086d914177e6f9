import ArgumentParser
import Fleet
import Foundation
import Inventory
import Lab
import Rendering
import SSH
import Terminal

/// A command that can talk to the lab instead of the real hosts.
protocol LabCapable {
    var common: CommonOptions { get }
}

/// Options of every command.
struct OutputOptions: ParsableArguments {
    @Flag(
        name: [.short, .long], help: "Tell more: files read, logins, every command that is run, differences of files.")
    var verbose = false

    @Flag(help: "Print one JSON object on standard output; progress goes to standard error.")
    var json = false

    /// Where to tell more; nil where nobody wants to know.
    var trace: (@Sendable (String) -> Void)? {
        guard verbose else { return nil }
        return { text in StandardError.write(text + "\n") }
    }

    var style: Style { Style(descriptor: STDOUT_FILENO) }
}

/// Options of every command that reads an inventory.
struct InventoryOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The inventory. Default: $CLUSTER_INVENTORY, else the only .yml file in ./inventory or ./inventory.yml.",
            valueName: "file"))
    var inventory: String?

    @Option(
        help: ArgumentHelp("A folder whose templates replace the built-in ones of the same name.", valueName: "folder"))
    var templates: String?

    func loadInventory(_ output: OutputOptions) throws -> Inventory {
        let file = try InventoryFile.find(option: inventory)
        output.trace?("inventory: \(file)")
        return try Inventory.load(path: file)
    }

    func loadConfiguration(_ output: OutputOptions) throws -> Configuration {
        output.trace?("templates: \(templates.map { "those of \($0), else " } ?? "")built in")
        let library: TemplateLibrary = if let templates { try .overlaid(by: templates) } else { .builtIn }
        return try Configuration(try loadInventory(output), templates: library)
    }

    /// The site's folder as it is now, where the inventory has one.
    func scanSite(_ inventory: Inventory) throws -> SiteManifest? {
        try inventory.site.map { folder in try SiteManifest.scan(folder) }
    }
}

/// Options of every command that connects to hosts.
struct CommonOptions: ParsableArguments {
    @OptionGroup var source: InventoryOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Talk to the lab instead of the real hosts.")
    var lab = false

    @Option(help: ArgumentHelp("Which lab, where it is not the default one; implies --lab.", valueName: "name"))
    var labName: String?

    @Flag(help: "Trust and record the key of a host that is seen for the first time. A changed key is always refused.")
    var acceptNewHostKeys = false

    var json: Bool { output.json }
    var style: Style { output.style }

    func loadConfiguration() throws -> Configuration { try source.loadConfiguration(output) }
    func scanSite(_ inventory: Inventory) throws -> SiteManifest? { try source.scanSite(inventory) }

    /// Moves the whole process into the lab's network.
    ///
    /// Called before anything has made a second thread, which would stay outside.
    func enterLab() throws {
        try labAccess()?.enter()
    }

    /// How to reach the lab; nil where the real hosts are meant.
    private func labAccess() throws -> LabAccess? {
        if lab || labName != nil { return try Lab(name: labName ?? "default").access() }
        // For tests and rehearsals, where nothing may leave the machine.
        guard ProcessInfo.processInfo.environment["CLUSTER_LAB_ONLY"] == nil else {
            throw UsageError("CLUSTER_LAB_ONLY is set, which forbids to talk to real hosts: give --lab or --lab-name")
        }
        return nil
    }

    func access() throws -> Fleet.Access {
        guard let lab = try labAccess() else {
            return Fleet.Access(
                policy: SSHPolicy(acceptsNewHostKeys: acceptNewHostKeys, passphrase: PassphrasePrompt.ask),
                trace: output.trace)
        }
        let policy = SSHPolicy(knownHostsFile: lab.knownHosts, usesOpenSSHConfiguration: false)
        return Fleet.Access(policy: policy, identities: [lab.identity], trace: output.trace)
    }
}
