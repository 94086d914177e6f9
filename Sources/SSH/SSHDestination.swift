/// A machine to log in to. A nil leaves the matter to OpenSSH's configuration.
package struct SSHDestination: Hashable, Sendable {
    /// What messages call it.
    package var name: String
    /// Name or address, as `ssh` would be given it.
    package var address: String
    package var user: String?
    package var port: Int?
    /// Paths of private keys, tried before those of OpenSSH's configuration.
    package var identities: [String]

    package init(name: String, address: String, user: String? = nil, port: Int? = nil, identities: [String] = []) {
        self.name = name
        self.address = address
        self.user = user
        self.port = port
        self.identities = identities
    }
}
