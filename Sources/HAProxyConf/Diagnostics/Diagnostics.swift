/// Collects what is wrong, all at once, within bounds whatever the input.
struct Diagnostics {
    private(set) var errors = Bounded()
    private(set) var warnings = Bounded()

    var hasErrors: Bool { errors.count > 0 }

    mutating func error(_ location: SourceLocation, _ message: String) {
        errors.add(Diagnostic(severity: .error, location: location, message: message))
    }

    mutating func warning(_ location: SourceLocation, _ message: String) {
        warnings.add(Diagnostic(severity: .warning, location: location, message: message))
    }

    var failure: ConfigurationFailure {
        let told = errors.told
        return ConfigurationFailure(errors: told, omitted: errors.count - told.count, warnings: warnings.told)
    }

    /// Diagnostics of one severity: the first ones, and how many there were. There is one file, so that lines order them.
    struct Bounded {
        private var kept: [Diagnostic] = []
        private(set) var count = 0

        fileprivate mutating func add(_ diagnostic: Diagnostic) {
            count += 1
            // What is checked last may belong to the first line: more are kept than are told.
            if kept.count < 5 * Limit.diagnostics { kept.append(diagnostic) }
        }

        /// The ones to tell, by line; those of one line in the order they were found.
        var told: [Diagnostic] {
            let order = kept.indices.sorted { left, right in
                (kept[left].location.line, left) < (kept[right].location.line, right)
            }
            return order.prefix(Limit.diagnostics).map { kept[$0] }
        }
    }
}

/// Why a line is not taken. Whoever reads the line knows where it stands.
struct Refusal: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
