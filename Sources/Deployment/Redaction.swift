package import Inventory

/// Hides secrets in text that a person will see.
package struct Redaction: Sendable {
    private let secrets: [String]

    package init(_ secrets: [Secret]) {
        // The longest first, so that a secret that holds another one is hidden whole.
        self.secrets = secrets.map(\.value).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    private static let mask = "********"

    /// Hides the inventory's secrets, and whatever stands where haproxy.cfg and keepalived.conf keep a password: an
    /// older one, for instance, in the lines that a diff takes away.
    package func callAsFunction(_ text: String) -> String {
        let masked = secrets.reduce(text) {
            $0.split(separator: $1, omittingEmptySubsequences: false).joined(separator: Self.mask)
        }
        return masked.replacing(/(auth_pass[ \t]+|stats auth[ \t]+[^: \t\n]+:|password[ \t]+)[^ \t\n]+/) {
            "\($0.output.1)\(Self.mask)"
        }
    }
}
