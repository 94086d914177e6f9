import Foundation
package import Inventory
import Rendering

/// How long a failure can go unnoticed, at worst, with the timers of an inventory.
package struct DetectionTime: Hashable, Sendable {
    /// A balancer that falls silent: its successor's Master_Down_Interval. Nil where there is no successor.
    package var balancer: Duration?
    /// A balancer whose proxy died: the process check's, then the Skew_Time that follows an advertisement of
    /// priority 0. Nil where there is no successor.
    package var proxy: Duration?
    /// A web server that no longer answers.
    package var webServer: Duration

    package init(_ inventory: Inventory) {
        let check = inventory.proxy.check
        // The server fails just after a check passed. The next check begins an interval after the last one ended, and
        // one that fails takes the longest where the server accepts and is silent (`timeout check`), or does not even
        // accept (the smaller of `timeout connect` and `inter`).
        let slowest = max(check.timeout, min(inventory.proxy.timeouts.connect, check.interval))
        webServer = (check.interval + slowest) * check.fall
        let successor = inventory.balancers.map(\.priority).sorted(by: >).dropFirst().first
        guard let successor else { return }
        let skew = Self.skewTime(inventory.vrrp, priority: successor)
        balancer = inventory.vrrp.interval * 3 + skew
        proxy = ProxyProcessCheck.interval * ProxyProcessCheck.fall + ProxyProcessCheck.timeout + skew
    }

    /// Skew_Time = (256 − priority) / 256, in seconds in version 2 (RFC 3768 §6.1), in advertisement intervals in
    /// version 3 (RFC 5798 §6.1).
    static func skewTime(_ settings: VRRPSettings, priority: Int) -> Duration {
        let unit = settings.version == 2 ? Duration.seconds(1) : settings.interval
        return unit * (256 - priority) / 256
    }

    /// One line for the end of a deploy.
    package var text: String {
        func seconds(_ duration: Duration) -> String {
            duration.formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 2)))
        }
        let web = "a web server within \(seconds(webServer))"
        guard let balancer, let proxy else {
            return "A failure is noticed, at worst: \(web). There is one balancer only: nothing takes over for it."
        }
        return """
            A failure is noticed, at worst: a balancer within \(seconds(balancer)), its proxy within \(seconds(proxy)), \
            \(web).
            """
    }
}
