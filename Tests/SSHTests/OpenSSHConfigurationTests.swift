import Testing

@testable import SSH

@Suite("OpenSSH's configuration")
struct OpenSSHConfigurationTests {
    private static let base = "host web1\nuser root\nhostname 10.0.0.100\nport 2222\n"

    @Test("is read from what `ssh -G` prints")
    func parsing() throws {
        let text =
            Self.base + """
                identitiesonly yes
                identityagent /run/agent
                identityfile ~/.ssh/id_ed25519
                identityfile /keys/other key
                userknownhostsfile /home/a/.ssh/known_hosts "/home/a/known hosts"
                globalknownhostsfile /etc/ssh/ssh_known_hosts
                proxyjump admin@gate:2200
                hostkeyalias web
                stricthostkeychecking no

                """
        let configuration = try #require(OpenSSHConfiguration(parsing: text))
        #expect(configuration.hostName == "10.0.0.100")
        #expect(configuration.port == 2222)
        #expect(configuration.user == "root")
        #expect(configuration.identitiesOnly)
        #expect(configuration.identityAgent == "/run/agent")
        #expect(configuration.identityFiles == ["~/.ssh/id_ed25519", "/keys/other key"])
        #expect(configuration.userKnownHostsFiles == ["/home/a/.ssh/known_hosts", "/home/a/known hosts"])
        #expect(configuration.globalKnownHostsFiles == ["/etc/ssh/ssh_known_hosts"])
        #expect(configuration.proxyJump == "admin@gate:2200")
        #expect(configuration.proxyCommand == nil)
        #expect(configuration.hostKeyAlias == "web")
    }

    @Test("takes `none` for nothing, but not for the agent, where nil means the environment's")
    func none() throws {
        let text = Self.base + "proxyjump none\nproxycommand none\nuserknownhostsfile none\nidentityagent none\n"
        let configuration = try #require(OpenSSHConfiguration(parsing: text))
        #expect(configuration.proxyJump == nil)
        #expect(configuration.proxyCommand == nil)
        #expect(configuration.userKnownHostsFiles.isEmpty)
        #expect(configuration.identityAgent == "none")
    }

    @Test("is not guessed from a text without a host", arguments: ["", "user root\nport 22\n", "hostname a\nuser b\n"])
    func incomplete(text: String) {
        #expect(OpenSSHConfiguration(parsing: text) == nil)
    }

    @Test("cannot be had without OpenSSH's client, and the error names its package")
    func noProgram() async {
        do throws(SSHError.Reason.Thrown) {
            _ = try await OpenSSHConfiguration.ask(
                SSHDestination(name: "web1", address: "web1"), policy: SSHPolicy(), program: "no-such-ssh")
            Issue.record("there is such a program")
        } catch {
            #expect(error.reason == .noSSHProgram)
        }
    }

    @Test("that is broken is told in OpenSSH's words")
    func broken() async throws {
        let folder = try Folder()
        let policy = SSHPolicy(configurationFile: try folder.write("NoSuchKeyword yes\n", to: "config"))
        do throws(SSHError.Reason.Thrown) {
            _ = try await OpenSSHConfiguration.ask(SSHDestination(name: "web1", address: "web1"), policy: policy)
            Issue.record("the configuration was accepted")
        } catch {
            guard case .configuration(let problem) = error.reason else {
                Issue.record("unexpected: \(error.reason)")
                return
            }
            #expect(problem.contains("line 1: Bad configuration option: nosuchkeyword"))
        }
    }

    @Test("is asked for with what the destination says, and no name is taken for an option")
    func arguments() {
        var destination = SSHDestination(name: "web1", address: "-oProxyCommand=id")
        #expect(
            OpenSSHConfiguration.arguments(for: destination, policy: SSHPolicy()) == ["-G", "--", "-oProxyCommand=id"])
        destination = SSHDestination(name: "web1", address: "web1", user: "admin", port: 2222)
        #expect(
            OpenSSHConfiguration.arguments(for: destination, policy: SSHPolicy(usesOpenSSHConfiguration: false))
                == ["-G", "-F", "none", "-p", "2222", "-l", "admin", "--", "web1"])
        #expect(
            OpenSSHConfiguration.arguments(for: destination, policy: SSHPolicy(configurationFile: "/tmp/c"))
                == ["-G", "-F", "/tmp/c", "-p", "2222", "-l", "admin", "--", "web1"])
    }
}
