/// A line for each host: its present step and how long that takes. Pure: time comes in with each event.
package struct StepLines: Sendable {
    private enum State {
        case running(step: String, since: Duration)
        case ended(step: String, took: Duration)
        case failed(step: String, took: Duration)
    }

    private var order: [String] = []
    private var states: [String: State] = [:]

    package init() {}

    package mutating func began(_ host: String, _ step: String, at time: Duration) {
        if states[host] == nil { order.append(host) }
        states[host] = .running(step: step, since: time)
    }

    /// - Returns: the plain line that tells it, for a log.
    package mutating func ended(_ host: String, _ step: String, at time: Duration) -> String {
        let took = time - start(of: host, at: time)
        states[host] = .ended(step: step, took: took)
        return "\(host): \(step) \(Self.seconds(took))"
    }

    package mutating func failed(_ host: String, _ step: String, at time: Duration) -> String {
        let took = time - start(of: host, at: time)
        states[host] = .failed(step: step, took: took)
        return "\(host): \(step) FAILED \(Self.seconds(took))"
    }

    private func start(of host: String, at time: Duration) -> Duration {
        if case .running(_, let since)? = states[host] { since } else { time }
    }

    /// The lines as they stand now, for a terminal.
    package func lines(at time: Duration, style: Style) -> [String] {
        let width = order.map(\.count).max() ?? 0
        return order.compactMap { host in
            guard let state = states[host] else { return nil }
            let name = host + String(repeating: " ", count: width - host.count)
            return switch state {
            case .running(let step, let since):
                "\(style(.accent, "…")) \(name)  \(step) \(style(.faint, Self.seconds(time - since)))"
            case .ended(let step, let took):
                "\(style(.good, "✓")) \(name)  \(step) \(style(.faint, Self.seconds(took)))"
            case .failed(let step, let took):
                "\(style(.bad, "✗")) \(name)  \(step) \(style(.faint, Self.seconds(took)))"
            }
        }
    }

    static func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
