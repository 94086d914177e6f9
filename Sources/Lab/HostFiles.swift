/// A file that makes the base tree one particular host.
struct HostFile: Hashable, Sendable {
    /// Below the host's root, without a leading slash.
    var path: String
    var content: String
    var mode: UInt16 = 0o644
    /// Owner and group of the file and of the folder it is in.
    var owner: UInt32 = 0
    /// Mode of the folder it is in.
    var folderMode: UInt16 = 0o755
}

/// What a host's disk holds before its first boot, except for its host key.
enum HostFiles {
    static let userID: UInt32 = 1000

    /// All of them but the host key. `accounts` are the base tree's, `authorizedKey` is the operator's public key as a
    /// line, `machineID` 32 hexadecimal digits.
    static func all(
        for host: HostPlan, hostsFile: String, accounts: Accounts, authorizedKey: String, machineID: String
    ) -> [HostFile] {
        var files = [
            HostFile(path: "etc/hostname", content: "\(host.name)\n"),
            HostFile(path: "etc/hosts", content: hostsFile),
            HostFile(path: "etc/machine-id", content: "\(machineID)\n", mode: 0o444),
            HostFile(path: "etc/ssh/sshd_config.d/lab.conf", content: sshdConfiguration(port: host.sshPort)),
            HostFile(
                path: "root/.ssh/authorized_keys", content: authorizedKey, mode: 0o600, folderMode: 0o700),
        ]
        guard let user = host.user else { return files }
        let changed = accounts.adding(user: user, id: userID)
        files += [
            HostFile(path: "etc/passwd", content: changed.passwd),
            HostFile(path: "etc/group", content: changed.group),
            HostFile(path: "etc/shadow", content: changed.shadow, mode: 0o640),
            HostFile(
                path: "home/\(user)/.ssh/authorized_keys", content: authorizedKey, mode: 0o600, owner: userID,
                folderMode: 0o700),
        ]
        if host.mayUseSudo {
            files.append(
                HostFile(path: "etc/sudoers.d/lab", content: "\(user) ALL=(ALL:ALL) NOPASSWD: ALL\n", mode: 0o440))
        }
        return files
    }

    /// Included by Debian's own sshd_config.
    static func sshdConfiguration(port: Int) -> String {
        """
        Port \(port)
        HostKey /etc/ssh/ssh_host_ed25519_key
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        UseDNS no

        """
    }

    /// The lines of known_hosts for a host with this public key (`ssh-ed25519 AAAA…`).
    static func knownHosts(of host: HostPlan, publicKey: String) -> String {
        let key = publicKey.split(whereSeparator: \.isWhitespace).prefix(2).joined(separator: " ")
        let names = [host.bareAddress, host.name].map { host.sshPort == 22 ? $0 : "[\($0)]:\(host.sshPort)" }
        return "\(names.joined(separator: ",")) \(key)\n"
    }
}

/// The files that say who may log in: passwd(5), group(5), shadow(5).
struct Accounts: Hashable, Sendable {
    var passwd: String
    var group: String
    var shadow: String

    /// With a user who has a shell and a home but no password; unchanged if the name is taken.
    func adding(user: String, id: UInt32) -> Accounts {
        guard !passwd.split(separator: "\n").contains(where: { $0.hasPrefix("\(user):") }) else { return self }
        return Accounts(
            passwd: passwd + "\(user):x:\(id):\(id)::/home/\(user):/bin/bash\n",
            group: group + "\(user):x:\(id):\n",
            shadow: shadow + "\(user):*:19000:0:99999:7:::\n")
    }
}
