import Testing

@testable import SSH

@Suite("An error")
struct SSHErrorTests {
    private static let key = HostKeyReport(
        type: "ssh-ed25519", fingerprint: "SHA256:abc", name: "[10.0.0.100]:2222", host: "10.0.0.100", port: 2222,
        files: ["/home/a/.ssh/known_hosts", "/etc/ssh/ssh_known_hosts"])
    private static let place = KnownHostPlace(file: "/home/a/.ssh/known_hosts", line: 7, keyType: "ssh-ed25519")

    @Test(
        "says who, where, what happened and what to do",
        arguments: [
            (
                .unreachable([.init(address: "10.0.0.100:22", problem: "Connection refused")]),
                "cannot connect: 10.0.0.100:22: Connection refused. Is the host up, and sshd listening there?"
            ),
            (
                .noSSHProgram,
                "the program `ssh` is needed to read OpenSSH's configuration and was not found; install it: "
                    + "apt-get install openssh-client"
            ),
            (
                .unknownHostKey(key),
                "the host's key is not known: ssh-ed25519 SHA256:abc, looked up as [10.0.0.100]:2222 in "
                    + "/home/a/.ssh/known_hosts, /etc/ssh/ssh_known_hosts. Compare the fingerprint with the host's "
                    + "own, then run again with --accept-new-host-keys, or add it: "
                    + "ssh-keyscan -t ed25519 -p 2222 10.0.0.100 >> /home/a/.ssh/known_hosts"
            ),
            (
                .changedHostKey(key, known: [place]),
                "THE HOST'S KEY HAS CHANGED, or someone is listening in: it presented ssh-ed25519 SHA256:abc, and "
                    + "/home/a/.ssh/known_hosts:7 says otherwise. Nothing was sent. If the host was reinstalled, "
                    + "remove the old key: ssh-keygen -f /home/a/.ssh/known_hosts -R '[10.0.0.100]:2222'"
            ),
            (
                .timeout(title: "read the host's state", limit: .milliseconds(1500)),
                "`read the host's state` did not end within 1.5 s and was stopped"
            ),
            (
                .connectTimeout(.login, limit: .seconds(10)),
                "no connection within 10 s: the time ran out while logging in"
            ),
            (
                .silent(.seconds(15)),
                "the connection was lost: the host has not answered for 15 s, not even to a keep-alive"
            ),
            (.tooMuchOutput(title: "dump", limit: 256 << 20), "`dump` wrote more than 256 MiB and was stopped"),
            (
                .proxyFailed(command: "ssh -W x gate", output: "Permission denied"),
                "the proxy command `ssh -W x gate` ended before the host answered; it said: Permission denied"
            ),
            (.closed, "the connection is closed"),
        ] as [(SSHError.Reason, String)])
    func description(reason: SSHError.Reason, expected: String) {
        let error = SSHError(host: "web1", address: "10.0.0.100:2222", reason: reason)
        #expect(error.description == "web1 (10.0.0.100:2222): \(expected)")
    }

    @Test("does not name a host twice")
    func names() {
        #expect(SSHError(host: "web1", reason: .closed).description == "web1: the connection is closed")
        let error = SSHError(host: "10.0.0.1", address: "10.0.0.1:22", reason: .closed)
        #expect(error.description == "10.0.0.1:22: the connection is closed")
    }

    @Test("explains RSA host keys")
    func rsaHostKeys() {
        let offer = KeyExchangeOffer(
            keyExchanges: ["curve25519-sha256"], hostKeyTypes: ["rsa-sha2-512", "rsa-sha2-256"],
            ciphers: ["aes256-ctr"], authenticationCodes: ["hmac-sha2-256"])
        let error = SSHError(host: "web1", reason: .noCommonAlgorithm(offer))
        #expect(error.description.contains("libssh2 1.10 cannot use RSA keys with a server that refuses SHA-1"))
        #expect(error.description.contains("ssh-keygen -A"))
        let known = [KnownHostPlace(file: "kh", line: 1, keyType: "ssh-rsa")]
        let unknownType = SSHError(host: "web1", reason: .unknownHostKeyType(Self.key, known: known))
        #expect(unknownType.description.contains("libssh2 1.10 cannot check an RSA host key"))
    }

    @Test(
        "is about reaching the host, or about what the host answered",
        arguments: [
            (.unresolved(name: "a", problem: "b"), true), (.unreachable([]), true),
            (.connectTimeout(.reach, limit: .zero), true), (.lost(problem: ""), true), (.silent(.zero), true),
            (.proxyFailed(command: "", output: ""), true), (.unknownHostKey(key), false),
            (.refusedChannel(title: "", problem: ""), false), (.timeout(title: "", limit: .zero), false),
            (.cancelled(title: ""), false), (.closed, false),
        ] as [(SSHError.Reason, Bool)])
    func reachability(reason: SSHError.Reason, isUnreachable: Bool) {
        #expect(SSHError(host: "web1", reason: reason).isUnreachable == isUnreachable)
    }

    @Test("never shows a system error without its words")
    func systemError() {
        #expect(SystemError(number: 111).description == "Connection refused")
        #expect(SystemError(number: 13).description == "Permission denied")
    }
}
