/// A line of a configuration file, kept with what was read there so that later errors can name it.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// `/etc/keepalived/keepalived.conf:12`.
    package var description: String { "\(printable(file, limit: 1024)):\(line)" }
}

/// A value and where it was written.
struct Located<Value: Sendable>: Sendable {
    let value: Value
    let location: SourceLocation
}

extension Located: Equatable where Value: Equatable {}
