/// How connections are made, the same for every host of a run.
///
/// Copies share what was learnt: a key file's passphrase is asked for once, however many hosts want it.
package struct SSHPolicy: Sendable {
    /// Replaces OpenSSH's known-hosts files.
    package var knownHostsFile: String?
    /// False ignores the operator's OpenSSH configuration and agent (`ssh -F none`): the lab needs neither.
    package var usesOpenSSHConfiguration: Bool
    /// Replaces `~/.ssh/config` and `/etc/ssh/ssh_config` (`ssh -F FILE`); nil reads those two.
    package var configurationFile: String?
    /// Trust and record the key of a host that is not yet known. A *changed* key is always refused.
    package var acceptsNewHostKeys: Bool
    /// Limit on reaching the host, the key exchange and the login together. Waiting for a passphrase does not count.
    package var connectTimeout: Duration
    /// Longest silence of a host that owes an answer to a keep-alive. Keep-alives go out every third of it, and at
    /// most one every 2 seconds, so less than 4 seconds is of little use.
    package var idleTimeout: Duration
    /// Asks the operator for the passphrase of a key file; nil where nobody can be asked.
    package var passphrase: (@Sendable (_ keyFile: String) async -> String?)?

    let passphrases = PassphraseBook()

    package init(
        knownHostsFile: String? = nil, usesOpenSSHConfiguration: Bool = true, configurationFile: String? = nil,
        acceptsNewHostKeys: Bool = false, connectTimeout: Duration = .seconds(10),
        idleTimeout: Duration = .seconds(15), passphrase: (@Sendable (_ keyFile: String) async -> String?)? = nil
    ) {
        self.knownHostsFile = knownHostsFile
        self.usesOpenSSHConfiguration = usesOpenSSHConfiguration
        self.configurationFile = configurationFile
        self.acceptsNewHostKeys = acceptsNewHostKeys
        self.connectTimeout = connectTimeout
        self.idleTimeout = idleTimeout
        self.passphrase = passphrase
    }
}
