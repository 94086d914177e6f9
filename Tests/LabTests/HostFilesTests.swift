import Inventory
import Testing

@testable import Lab

@Suite struct HostFilesTests {
    private static let accounts = Accounts(
        passwd: "root:x:0:0:root:/root:/bin/bash\n", group: "root:x:0:\n", shadow: "root:*:1:0:99999:7:::\n")

    private func files(_ ssh: SSHSettings) throws -> [String: HostFile] {
        let host = HostPlan(
            try .example("web1", "10.0.0.100/24", ssh: ssh), interface: "eth0", port: "web1", routes: [], limits: .none)
        let files = HostFiles.all(
            for: host, hostsFile: "HOSTS", accounts: Self.accounts, authorizedKey: "KEY\n", machineID: "00ff")
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
    }

    @Test("root may log in with the lab's key, and no account is added")
    func rootOnly() throws {
        let files = try files(.init())
        #expect(files["etc/hostname"]?.content == "web1\n")
        #expect(files["etc/hosts"]?.content == "HOSTS")
        #expect(files["root/.ssh/authorized_keys"]?.content == "KEY\n")
        #expect(files["root/.ssh/authorized_keys"]?.folderMode == 0o700)
        #expect(files["etc/passwd"] == nil)
        #expect(files["etc/sudoers.d/lab"] == nil)
    }

    @Test("the inventory's user may log in with the lab's key")
    func user() throws {
        let files = try files(.init(user: "deploy"))
        #expect(files["etc/passwd"]?.content.hasSuffix("\ndeploy:x:1000:1000::/home/deploy:/bin/bash\n") == true)
        #expect(files["etc/shadow"]?.mode == 0o640)
        #expect(files["home/deploy/.ssh/authorized_keys"]?.owner == 1000)
        #expect(files["etc/sudoers.d/lab"] == nil)
    }

    @Test("with become: sudo the user may do everything without a password")
    func sudo() throws {
        let files = try files(.init(user: "deploy", become: .sudo))
        #expect(files["etc/sudoers.d/lab"]?.content == "deploy ALL=(ALL:ALL) NOPASSWD: ALL\n")
        #expect(files["etc/sudoers.d/lab"]?.mode == 0o440)
    }

    @Test("an account that the tree has already is left as it is")
    func takenName() {
        #expect(Self.accounts.adding(user: "root", id: 1000) == Self.accounts)
    }

    @Test("sshd listens on the inventory's port")
    func sshdPort() throws {
        #expect(
            try files(.init(port: 2222))["etc/ssh/sshd_config.d/lab.conf"]?.content.hasPrefix("Port 2222\n") == true)
    }

    @Test(
        "known_hosts names a host by address and name, with the port where it is not 22",
        arguments: [
            (22, "10.0.0.100,web1 ssh-ed25519 AAAA\n"), (2222, "[10.0.0.100]:2222,[web1]:2222 ssh-ed25519 AAAA\n"),
        ])
    func knownHosts(port: Int, expected: String) throws {
        let host = HostPlan(
            try .example("web1", "10.0.0.100/24", ssh: .init(port: port)), interface: "eth0", port: "web1", routes: [],
            limits: .none)
        #expect(HostFiles.knownHosts(of: host, publicKey: "ssh-ed25519 AAAA root@web1\n") == expected)
    }
}
