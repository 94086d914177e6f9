extension Format<Duration> {
    /// A duration with its unit, a multiple of `step`.
    static func duration(_ range: ClosedRange<Duration>, step: Duration = .milliseconds(1), example: String) -> Format {
        let limits = "\(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))"
        let steps = step == .milliseconds(1) ? "" : ", in steps of \(DurationText.text(step))"
        return .scalar(
            "a duration with its unit (ms, s, m, h or d), \(limits)\(steps)", example: example,
            schema: ["type": "string", "pattern": .string("^(\(DurationText.pattern))$")], write: DurationText.text
        ) { scalar throws(Mismatch) in
            guard let duration = DurationText.parse(scalar.text) else {
                let isNumber = DurationText.parse(scalar.text + "s") != nil
                throw Mismatch(hint: isNumber ? "did you mean \(scalar.text)s or \(scalar.text)ms?" : nil)
            }
            guard range.contains(duration), duration.isMultiple(of: step) else { throw Mismatch() }
            return duration
        }
    }
}

/// Durations as an inventory writes them: `500ms`, `1.5s`, `2m`, `1h`, `1d`.
package enum DurationText {
    static let pattern = #"[0-9]{1,9}(\.[0-9]{1,9})?(ms|s|m|h|d)"#

    private static let units: [(name: String, duration: Duration)] = [
        ("d", .seconds(86400)), ("h", .seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1)),
        ("ms", .milliseconds(1)),
    ]

    /// nil without a unit, or for anything else that is not a duration.
    package static func parse(_ text: String) -> Duration? {
        guard let match = text.wholeMatch(of: /([0-9]{1,9})(?:\.([0-9]{1,9}))?(ms|s|m|h|d)/),
            let whole = Int(match.1),
            let unit = units.first(where: { $0.name == match.3 })?.duration
        else { return nil }
        guard let fraction = match.2, let digits = Int(fraction) else { return unit * whole }
        let scale = fraction.reduce(1) { scale, _ in scale * 10 }
        // Exact: a millisecond has 10^15 attoseconds, and there are at most nine decimals.
        return unit * whole + unit * digits / scale
    }

    /// The shortest text that `parse` reads back, to the millisecond: `90s`, `2m`, `1500ms`.
    package static func text(_ duration: Duration) -> String {
        let milliseconds = duration / Duration.milliseconds(1)
        guard milliseconds != 0 else { return "0s" }
        let fitting = units.first { duration.isMultiple(of: $0.duration) } ?? ("ms", .milliseconds(1))
        return "\(Int(duration / fitting.duration))\(fitting.name)"
    }
}

extension Duration {
    func isMultiple(of step: Duration) -> Bool {
        let count = (self / step).rounded()
        return step * Int(count) == self
    }
}
