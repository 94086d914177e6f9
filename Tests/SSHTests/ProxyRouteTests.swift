import Testing

@testable import SSH

@Suite("The route through a proxy")
struct ProxyRouteTests {
    private func route(_ line: String, file: String? = nil) -> ProxyRoute? {
        let text = "hostname web1.lan\nuser root\nport 22\n\(line)\n"
        return OpenSSHConfiguration(parsing: text).flatMap {
            ProxyRoute(
                $0, for: SSHDestination(name: "web1", address: "web1"), policy: SSHPolicy(configurationFile: file))
        }
    }

    @Test("does not exist for a host that is reached directly")
    func direct() { #expect(route("compression no") == nil) }

    @Test(
        "jumps with `ssh -W`",
        arguments: [
            ("gate", ["--", "gate"]),
            ("admin@gate:2200", ["-l", "admin", "-p", "2200", "--", "gate"]),
            ("[fd00::1]:2200", ["-p", "2200", "--", "fd00::1"]),
            ("ssh://admin@gate:2200", ["-l", "admin", "-p", "2200", "--", "gate"]),
        ])
    func jump(text: String, expected: [String]) {
        var arguments = route("proxyjump \(text)")?.arguments ?? []
        arguments.removeAll { ["-W", "[web1.lan]:22"].contains($0) }
        #expect(arguments == ["ssh", "-o", "BatchMode=yes"] + expected)
    }

    @Test("goes by all hosts of a list, with the operator's own configuration file")
    func jumps() {
        #expect(
            route("proxyjump a,b,c", file: "/tmp/c")?.arguments == [
                "ssh", "-o", "BatchMode=yes", "-F", "/tmp/c", "-J", "a,b", "-W", "[web1.lan]:22", "--", "c",
            ])
    }

    @Test("runs a command with its tokens expanded")
    func command() {
        let route = route("proxycommand nc -X 5 %h %p # %r %n 100%% %q")
        #expect(route?.arguments == ["sh", "-c", "exec nc -X 5 web1.lan 22 # root web1 100% %q"])
    }
}
