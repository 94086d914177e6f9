/// A place where a host is not what the inventory says. Contents of files never appear in it: they may hold secrets.
package struct Drift: Hashable, Sendable, Encodable {
    package enum Kind: String, Hashable, Sendable, Encodable {
        case package
        case file
        case sysctl
        case unit
        /// An entry of the replicated site.
        case site
        /// A program that runs another configuration than the rendered one.
        case running = "running configuration"
    }

    package var host: String
    package var kind: Kind
    /// Path, package, unit, kernel parameter or program.
    package var subject: String
    package var expected: String
    package var found: String

    package init(host: String, kind: Kind, subject: String, expected: String, found: String) {
        self.host = host
        self.kind = kind
        self.subject = subject
        self.expected = expected
        self.found = found
    }
}
