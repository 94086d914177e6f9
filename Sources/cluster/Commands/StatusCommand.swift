import ArgumentParser
import Foundation
import Rendering
import Status
import Terminal

struct StatusCommand: AsyncParsableCommand, LabCapable {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say how the cluster does: asked of the hosts and the VIPs, not believed.",
        discussion: "Exit codes: 0 healthy, 1 degraded, 2 down (or a usage or inventory error).")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Look again every two seconds, until Ctrl-C.")
    var watch = false

    func run() async throws {
        let configuration = try common.loadConfiguration()
        let site = try common.scanSite(configuration.inventory)
        let access = try common.access()
        guard watch else {
            let status = await ClusterStatus.gather(configuration, access: access, site: site)
            try show(status)
            throw ExitCode(status.health.exitCode)
        }
        try await look(again: StatusWatch(configuration, access: access, site: site))
    }

    private static func time() -> String {
        Date().formatted(
            .verbatim(
                "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits)",
                timeZone: .current, calendar: .current))
    }

    private func show(_ status: ClusterStatus) throws {
        print(common.json ? try status.json() : StatusReport(status, style: common.style).text, terminator: "")
    }

    /// One screen a look in a terminal; elsewhere one report, or JSON object, after the other.
    private func look(again watch: StatusWatch) async throws {
        let clearsScreen = isatty(STDOUT_FILENO) == 1 && !common.json
        while true {
            let status = await watch.look()
            if clearsScreen { print("\u{1B}[H\u{1B}[2J", terminator: "") }
            try show(status)
            if clearsScreen {
                print("Every two seconds, \(Self.time()). Ctrl-C ends.")
            }
            fflush(nil)
            try await Task.sleep(for: .seconds(2))
        }
    }
}
