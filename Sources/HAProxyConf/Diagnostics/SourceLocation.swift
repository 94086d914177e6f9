/// A line of haproxy.cfg, kept with what was read there so that later errors can name it.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// `/etc/haproxy/haproxy.cfg:12`.
    package var description: String { "\(printable(file, limit: 1024)):\(line)" }
}
