import Addresses
import Inventory
import Observation
import Rendering
import Terminal

/// A plan in words, one paragraph a host, secrets hidden.
package struct PlanText {
    private let redaction: Redaction
    private let showsDiffs: Bool

    package init(redaction: Redaction, showsDiffs: Bool) {
        self.redaction = redaction
        self.showsDiffs = showsDiffs
    }

    package func lines(_ plan: Plan) -> [String] {
        plan.hosts.flatMap { $0.isEmpty ? [] : ["\($0.host.name) (\($0.host.address.address))"] + lines($0) }
    }

    package func lines(_ plan: HostPlan) -> [String] {
        var lines = plan.packages.isEmpty ? [] : ["  install \(plan.packages.joined(separator: ", "))"]
        lines += plan.files.flatMap(self.lines)
        lines += plan.site.map(self.lines) ?? []
        lines += plan.sysctls.map { "  \($0.key) = \($0.after)" + ($0.before.map { " (was \($0))" } ?? "") }
        lines += plan.services.map { "  \($0.action.rawValue) \($0.service.rawValue): \($0.reason)" }
        return lines
    }

    private func lines(_ change: FileChange) -> [String] {
        let file = change.file
        let headline =
            switch change.before {
            case nil: "  + \(file.path)"
            case .text(_, let mode, let owner)? where sameText(change):
                "  ~ \(file.path): \(owner) \(octal(mode)) becomes root:root \(octal(file.mode))"
            case .text?: "  ~ \(file.path)"
            case .link(let target)?: "  ~ \(file.path), a link to \(target) now"
            case .large?: "  ~ \(file.path), over 1 MiB now"
            case .other?: "  ~ \(file.path), no file now"
            }
        return [headline] + (showsDiffs ? diff(change) : [])
    }

    private func sameText(_ change: FileChange) -> Bool {
        guard case .text(let before, _, _)? = change.before, case .text(let after) = change.file.content else {
            return false
        }
        return before == after
    }

    private func diff(_ change: FileChange) -> [String] {
        let before = if case .text(let text, _, _)? = change.before { text } else { "" }
        let diff = UnifiedDiff.between(
            before, change.file.content.text, path: change.file.path, isNew: change.before == nil)
        let lines = redaction(diff).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        // A secret that changes would show as two lines that are the same.
        let removed = Set(lines.filter { $0.hasPrefix("-") }.map { $0.dropFirst() })
        return lines.map { line in
            let isHiddenChange = line.hasPrefix("+") && removed.contains(line.dropFirst())
            return "    \(String(line).printable)\(isHiddenChange ? "  (another one)" : "")"
        }
    }

    private func lines(_ change: SiteChange) -> [String] {
        let root = Configuration.Path.documentRoot
        guard showsDiffs else {
            let counts = [
                (change.added.count, "new"), (change.changed.count, "changed"), (change.removed.count, "removed"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            return ["  ~ \(root): \(counts.isEmpty ? "folders" : counts.joined(separator: ", "))"]
        }
        let lines =
            change.added.map { "  + \(root)/\($0)" } + change.directories.map { "  + \(root)/\($0)/" }
            + change.changed.map { "  ~ \(root)/\($0)" } + change.removed.map { "  - \(root)/\($0)" }
        // Names of files may hold anything.
        return lines.map(\.printable)
    }

    private func octal(_ mode: UInt16) -> String { String(mode, radix: 8) }
}
