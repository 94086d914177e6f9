import Foundation

/// Colour and weight of text, where the reader's terminal shows them.
package struct Style: Hashable, Sendable {
    package enum Look: String, Sendable {
        case good = "32"
        case warning = "33"
        case bad = "31"
        case strong = "1"
        case faint = "2"
        case accent = "36"
    }

    package var isColoured: Bool

    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// Colour for a terminal that can show it, unless `NO_COLOR` is set (no-color.org).
    package init(descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        isColoured = isatty(descriptor) == 1 && !refuses && environment["TERM"] != "dumb"
    }

    package func callAsFunction(_ look: Look, _ text: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }
}
