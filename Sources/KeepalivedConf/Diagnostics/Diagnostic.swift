/// What is wrong, or doubtful, at one line of the configuration.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: Hashable, Sendable {
        /// The configuration cannot be used.
        case error
        /// The configuration is used as the message says.
        case warning
    }

    package let severity: Severity
    package let location: SourceLocation
    /// What was found, what was expected, what to do. Never a secret.
    package let message: String

    /// `file:line: message`, as `clusterd check` prints it.
    package var description: String {
        "\(location): \(severity == .warning ? "warning: " : "")\(message)"
    }
}

/// Why a configuration cannot be used: every error in it, in the order of its files and lines.
package struct ConfigurationFailure: Error, Hashable, CustomStringConvertible {
    /// At most `Diagnostics.shown` of them, each an error.
    package let errors: [Diagnostic]
    /// How many errors there are beyond those listed.
    package let omitted: Int
    package let warnings: [Diagnostic]

    /// One line an error, and a last one when there are more.
    package var description: String {
        let more = omitted > 0 ? ["and \(omitted) more \(omitted == 1 ? "error" : "errors")"] : []
        return (errors.map { $0.description } + more).joined(separator: "\n")
    }
}

/// Collects what is wrong, all at once, within bounds whatever the input.
struct Diagnostics {
    /// How many errors, and how many warnings, are told one by one.
    static let shown = 50
    /// How many of each are kept before sorting; beyond that they are only counted.
    private static let kept = 250

    private var errors: [Diagnostic] = []
    private var warnings: [Diagnostic] = []
    private(set) var errorCount = 0
    /// Every file read, in order: errors are told in this order.
    private var fileOrder: [String: Int] = [:]

    var hasErrors: Bool { errorCount > 0 }

    mutating func began(_ file: String) {
        if fileOrder[file] == nil { fileOrder[file] = fileOrder.count }
    }

    mutating func error(_ location: SourceLocation, _ message: @autoclosure () -> String) {
        errorCount += 1
        guard errors.count < Self.kept else { return }
        errors.append(Diagnostic(severity: .error, location: location, message: message()))
    }

    mutating func warning(_ location: SourceLocation, _ message: @autoclosure () -> String) {
        guard warnings.count < Self.kept else { return }
        warnings.append(Diagnostic(severity: .warning, location: location, message: message()))
    }

    /// The warnings worth telling, in order.
    var tellableWarnings: [Diagnostic] { Array(sorted(warnings).prefix(Self.shown)) }

    var failure: ConfigurationFailure {
        let told = Array(sorted(errors).prefix(Self.shown))
        return ConfigurationFailure(errors: told, omitted: errorCount - told.count, warnings: tellableWarnings)
    }

    private func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        // The index keeps the order of two errors of one line: the standard sort promises none.
        diagnostics.enumerated().sorted { left, right in
            place(of: left.element, left.offset) < place(of: right.element, right.offset)
        }.map { $0.element }
    }

    private func place(of diagnostic: Diagnostic, _ index: Int) -> (Int, Int, Int) {
        (fileOrder[diagnostic.location.file] ?? .max, diagnostic.location.line, index)
    }
}
