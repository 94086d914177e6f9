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
        severity == .error ? "\(location): \(message)" : "\(location): warning: \(message)"
    }
}

/// Why a configuration cannot be used: every error in it, in the order of its lines.
package struct ConfigurationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// At most `Limit.diagnostics` of them.
    package let errors: [Diagnostic]
    /// How many errors there are beyond those listed.
    package let omitted: Int
    package let warnings: [Diagnostic]

    /// One line an error, and a last one when there are more.
    package var description: String {
        var text = ""
        for error in errors { text += text.isEmpty ? error.description : "\n" + error.description }
        return omitted == 0 ? text : text + "\nand \(omitted) more \(omitted == 1 ? "error" : "errors")"
    }
}
