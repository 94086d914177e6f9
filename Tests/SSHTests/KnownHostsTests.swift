import Testing

@testable import SSH

@Suite("Known hosts")
struct KnownHostsTests {
    private let text = """
        # a comment
        web1,10.0.0.100 ssh-ed25519 AAAAweb1ed
        web1 ecdsa-sha2-nistp256 AAAAweb1ec
        [web1]:2222 ssh-rsa AAAAweb1rsa2222
        *.example.org,!bad.example.org ssh-ed25519 AAAAexample
        |1|salt|hash ssh-ed25519 AAAAhashed
        @revoked * ssh-ed25519 AAAArevoked
        @cert-authority * ssh-ed25519 AAAAauthority
        broken line
        """

    /// Hashed names: `salt` and `hash` stand for `hidden`.
    private func verdict(_ type: String, _ key: String, _ host: String, port: Int = 22) -> KnownHosts.Verdict {
        var known = KnownHosts()
        known.add(text, file: "kh")
        return known.verdict(on: type, key, of: KnownHostName(host: host, port: port, alias: nil)) {
            $0 == "salt" && $1 == "hash" && $2 == "hidden"
        }
    }

    private func place(_ line: Int, _ type: String) -> KnownHostPlace {
        KnownHostPlace(file: "kh", line: line, keyType: type)
    }

    @Test(
        "trust a key that stands in them",
        arguments: [
            ("ssh-ed25519", "AAAAweb1ed", "web1", 22), ("ssh-ed25519", "AAAAweb1ed", "WEB1", 22),
            ("ssh-ed25519", "AAAAweb1ed", "10.0.0.100", 22), ("ecdsa-sha2-nistp256", "AAAAweb1ec", "web1", 22),
            ("ssh-rsa", "AAAAweb1rsa2222", "web1", 2222), ("ssh-ed25519", "AAAAexample", "a.example.org", 22),
            ("ssh-ed25519", "AAAAhashed", "hidden", 22),
            // As OpenSSH does: the same key without the port, where nothing is known with it.
            ("ssh-ed25519", "AAAAexample", "a.example.org", 2222),
        ])
    func trusted(type: String, key: String, host: String, port: Int) {
        #expect(verdict(type, key, host, port: port) == .trusted)
    }

    @Test(
        "know nothing of other hosts, of excluded ones and of authorities' hosts",
        arguments: ["web2", "bad.example.org", "example.org", "hidden.example.com"])
    func unknown(host: String) {
        #expect(verdict("ssh-ed25519", "AAAAnew", host) == .unknown)
        #expect(verdict("ssh-ed25519", "AAAAauthority", host) == .unknown)
    }

    @Test("tell a changed key with the lines that say otherwise")
    func changed() {
        #expect(verdict("ssh-ed25519", "AAAAnew", "web1") == .changed([place(2, "ssh-ed25519")]))
        #expect(verdict("ssh-rsa", "AAAAnew", "web1", port: 2222) == .changed([place(4, "ssh-rsa")]))
    }

    @Test("tell a key of another type from an unknown host")
    func otherType() {
        #expect(
            verdict("ssh-rsa", "AAAAnew", "web1")
                == .unknownType([place(2, "ssh-ed25519"), place(3, "ecdsa-sha2-nistp256")]))
    }

    @Test("refuse a revoked key, whoever presents it")
    func revoked() {
        #expect(verdict("ssh-ed25519", "AAAArevoked", "web2") == .revoked(place(7, "ssh-ed25519")))
    }

    @Test("ask for the known types first")
    func preference() {
        var known = KnownHosts()
        known.add(text, file: "kh")
        let host = KnownHostName(host: "web1", port: 2222, alias: nil)
        #expect(
            known.preferredTypes(for: host) { _, _, _ in false }
                == ["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"])
    }

    @Test("look a HostKeyAlias up without a port")
    func alias() {
        #expect(KnownHostName(host: "web1", port: 2222, alias: "Farm").name == "farm")
        #expect(KnownHostName(host: "fd00::1", port: 2222, alias: nil).name == "[fd00::1]:2222")
    }

    @Test("compare hashed names as OpenSSH makes them", .needsServer)
    func hashes() async throws {
        let folder = try Folder()
        try folder.write("[10.0.0.1]:2222 \(try await Keys.publicKey(.ed25519))\n", to: "known_hosts")
        try await Program.run("/usr/bin/ssh-keygen", ["-H", "-f", folder.file("known_hosts")])
        let parts = try folder.text("known_hosts").split(separator: " ")[0].split(separator: "|").map(String.init)
        let candidates = ["[10.0.0.1]:2222", "10.0.0.1", "[10.0.0.1]:22"]
        let hashes = HostNameHashes()
        let matches = candidates.map { hashes.match(salt: parts[1], hash: parts[2], name: $0) }
        #expect(matches == [true, false, false])
        let nonsense = hashes.match(salt: "rubbish", hash: "rubbish", name: "10.0.0.1")
        #expect(!nonsense)
    }
}
