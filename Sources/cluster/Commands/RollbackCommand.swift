import ArgumentParser
import Deployment
import Foundation
import Inventory
import Rendering

struct RollbackCommand: AsyncParsableCommand, LabCapable {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Return files, services and running configuration to what they were before the last deploy.",
        discussion: """
            The last deploy is the last one that changed something. Three ways back are kept: running it again goes \
            one further. Packages stay installed.
            """)

    @OptionGroup var common: CommonOptions

    @Flag(help: "Go on without hosts that cannot be reached, as long as one balancer and one web server can.")
    var skipUnreachable = false

    func run() async throws {
        let configuration = try common.loadConfiguration()
        let display = DeployDisplay(common, redaction: Redaction(configuration.inventory.secrets), isDryRun: false)
        let rollback = Rollback(
            configuration, access: try common.access(), skipUnreachable: skipUnreachable, report: display.show)
        let outcome = await Interruption.heeding { try await rollback.run() }
        display.finish()
        do {
            try print(try outcome.get())
        } catch {
            throw display.redacted(error)
        }
    }

    private struct Outcome: Encodable {
        /// The deploy that was taken back; missing where there was none.
        var release: String?
        var hosts: [String]
    }

    private func print(_ report: Rollback.Report?) throws {
        if common.json {
            Swift.print(try JSON.text(Outcome(release: report?.release, hosts: report?.hosts ?? [])))
        } else if let report {
            Swift.print("\(report.hosts.joined(separator: ", ")): as before the deploy \(report.release).")
        } else {
            Swift.print("There is nothing to return to: no deploy has left a way back.")
        }
    }
}
