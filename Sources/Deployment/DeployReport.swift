import Addresses
import Foundation
import Inventory
import Observation
import Rendering

/// What a deploy did.
package struct DeployReport: Hashable, Sendable {
    package var plan: Plan
    /// Hosts that could not be reached and were left out.
    package var skippedHosts: [String]
    package var isDryRun: Bool

    package init(plan: Plan, skippedHosts: [String] = [], isDryRun: Bool = false) {
        self.plan = plan
        self.skippedHosts = skippedHosts
        self.isDryRun = isDryRun
    }

    /// The report as one JSON object, secrets hidden.
    package func json(seconds: Double, detection: DetectionTime, redaction: Redaction) throws -> String {
        let text = PlanText(redaction: redaction, showsDiffs: isDryRun)
        let object = Object(
            changes: plan.changeCount, dryRun: isDryRun, seconds: (seconds * 1000).rounded() / 1000,
            hosts: plan.hosts.map { Object.Host($0, text.lines($0)) }, skipped: skippedHosts,
            detection: Object.Detection(
                balancerSeconds: detection.balancer.map { $0 / .seconds(1) },
                proxySeconds: detection.proxy.map { $0 / .seconds(1) },
                webServerSeconds: detection.webServer / .seconds(1)))
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(object), as: UTF8.self)
    }

    private struct Object: Encodable {
        struct Host: Encodable {
            var name: String
            var address: String
            var changes: Int
            var packages: [String]
            var files: [String]
            var sysctls: [String]
            var siteFiles: Int
            var services: [String]
            var text: [String]

            init(_ plan: HostPlan, _ text: [String]) {
                name = plan.host.name
                address = plan.host.address.address.description
                changes = plan.changeCount
                packages = plan.packages
                files = plan.files.map(\.file.path)
                sysctls = plan.sysctls.map(\.key)
                siteFiles = plan.site?.count ?? 0
                services = plan.services.map { "\($0.action.rawValue) \($0.service.rawValue)" }
                self.text = text
            }
        }

        struct Detection: Encodable {
            var balancerSeconds: Double?
            var proxySeconds: Double?
            var webServerSeconds: Double
        }

        var changes: Int
        var dryRun: Bool
        var seconds: Double
        var hosts: [Host]
        var skipped: [String]
        var detection: Detection
    }
}

extension DeployReport {
    /// The last line of a deploy: how much changed, where.
    package func summary(seconds: Double) -> String {
        let time = String(format: "%.1f s", seconds)
        let changed = plan.hosts.filter { !$0.isEmpty }
        guard !changed.isEmpty else {
            return "Nothing to do: \(Self.count(plan.hosts.count, "host")) as the inventory says (\(time))."
        }
        let kinds = [
            (changed.reduce(0) { $0 + $1.packages.count }, "package"),
            (changed.reduce(0) { $0 + $1.files.count }, "file"),
            (changed.reduce(0) { $0 + ($1.site?.count ?? 0) }, "site file"),
            (changed.reduce(0) { $0 + $1.sysctls.count }, "kernel parameter"),
            (changed.reduce(0) { $0 + $1.services.count }, "service action"),
        ].filter { $0.0 > 0 }.map { Self.count($0.0, $0.1) }
        let verb = isDryRun ? "would change" : "changed"
        return """
            \(Self.count(plan.changeCount, "change")) on \(Self.count(changed.count, "host")) \
            (\(kinds.joined(separator: ", "))): \(changed.map(\.host.name).joined(separator: ", ")) \(verb) in \(time).
            """
    }

    private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
