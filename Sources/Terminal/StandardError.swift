import Foundation

/// Where everything goes that is no result: progress, notes, errors.
package enum StandardError {
    /// A reader that has gone away (`2>&1 | head`) ends nobody's work.
    package static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
