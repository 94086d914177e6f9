import Deployment
import Foundation
import Terminal

/// Shows the events of a deploy or rollback on standard error, the plan included.
final class DeployDisplay: Sendable {
    private let steps: StepDisplay
    private let redaction: Redaction
    private let showsDiffs: Bool
    /// Where the plan itself is what was asked for, it goes to standard output.
    private let printsPlan: Bool
    private let style: Style

    init(_ common: CommonOptions, redaction: Redaction, isDryRun: Bool) {
        style = Style(descriptor: STDERR_FILENO)
        let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        steps = StepDisplay(isLive: isTerminal, style: style)
        self.redaction = redaction
        printsPlan = isDryRun && !common.json
        showsDiffs = isDryRun || common.output.verbose
    }

    var show: @Sendable (DeployEvent) -> Void {
        { [self] event in
            switch event {
            case .began(let host, let step): steps.began(host, step)
            case .ended(let host, let step): steps.ended(host, step)
            case .failed(let host, let step): steps.failed(host, step)
            case .note(let host, let text): steps.note(redaction((host.map { "\($0): " } ?? "") + text))
            case .planned(let plan):
                let lines = PlanText(redaction: redaction, showsDiffs: showsDiffs).lines(plan)
                guard !lines.isEmpty else { return }
                let painter = printsPlan ? Style(descriptor: STDOUT_FILENO) : style
                let text = lines.map { Self.coloured($0, painter) }.joined(separator: "\n")
                if printsPlan { print(text) } else { steps.note(text) }
            }
        }
    }

    func finish() { steps.finish() }

    /// Errors quote what programs said, and that may quote the files they read.
    func redacted(_ error: any Error) -> any Error {
        guard let error = error as? DeployError else { return error }
        let code = Exit.code(for: error)
        StandardError.write(style(.bad, "cluster: ") + redaction("\(error)") + "\n")
        Exit.tellJSON(error, code, redaction)
        return code
    }

    private static func coloured(_ line: String, _ style: Style) -> String {
        let text = line.drop { $0 == " " }
        return switch text.first {
        case "+": style(.good, line)
        case "-": style(.bad, line)
        case "@": style(.accent, line)
        case "~": style(.warning, line)
        default: line.hasPrefix(" ") ? line : style(.strong, line)
        }
    }
}
