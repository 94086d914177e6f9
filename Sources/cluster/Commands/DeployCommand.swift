import ArgumentParser
import Deployment
import Foundation
import Inventory
import Rendering
import Terminal

struct DeployCommand: AsyncParsableCommand, LabCapable {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Make every host what the inventory says.",
        discussion: """
            Everything new is checked on every host before anything is replaced on any. A failure after that puts the \
            hosts already changed back. Running it again continues from wherever things are.
            """)

    @OptionGroup var common: CommonOptions

    @Flag(help: "Show what would change, with differences; change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Change this host only; may be given several times.", valueName: "host"))
    var limit: [String] = []

    @Flag(help: "Go on without hosts that cannot be reached, as long as one balancer and one web server can.")
    var skipUnreachable = false

    func run() async throws {
        let start = ContinuousClock.now
        let configuration = try common.loadConfiguration()
        let site = try common.scanSite(configuration.inventory)
        let display = DeployDisplay(common, redaction: Redaction(configuration.inventory.secrets), isDryRun: dryRun)
        let deploy = Deploy(
            configuration, site: site, access: try common.access(),
            options: .init(dryRun: dryRun, limit: limit, skipUnreachable: skipUnreachable), report: display.show)
        let outcome = await Interruption.heeding { try await deploy.run() }
        display.finish()
        do {
            try print(try outcome.get(), took: ContinuousClock.now - start, configuration.inventory)
        } catch {
            throw display.redacted(error)
        }
    }

    private func print(_ report: DeployReport, took: Duration, _ inventory: Inventory) throws {
        let detection = DetectionTime(inventory)
        if common.json {
            Swift.print(
                try report.json(
                    seconds: took / .seconds(1), detection: detection, redaction: Redaction(inventory.secrets)))
            return
        }
        Swift.print(report.summary(seconds: took / .seconds(1)))
        for host in report.skippedHosts {
            Swift.print(common.style(.warning, "\(host) was left out: it could not be reached."))
        }
        if !dryRun { Swift.print(detection.text) }
    }
}
