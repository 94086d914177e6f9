import Testing

@testable import SSH

@Suite("Reaching a host", .timeLimit(.minutes(3)))
struct ReachTests {
    private func reason(_ host: String, _ port: Int) async -> SSHError.Reason? {
        let policy = SSHPolicy(usesOpenSSHConfiguration: false)
        do {
            _ = try await SSHConnection.open(SSHDestination(name: "web1", address: host, port: port), policy: policy)
            return nil
        } catch { return error.reason }
    }

    @Test("tries every address, and tells what came of each")
    func refused() async throws {
        #expect(
            await reason("127.0.0.1", 1)
                == .unreachable([.init(address: "127.0.0.1:1", problem: "Connection refused")]))
    }

    @Test("tells a name that does not exist")
    func unresolved() async {
        guard case .unresolved("no.such.host.invalid", let problem) = await reason("no.such.host.invalid", 22) else {
            Issue.record("the name was found")
            return
        }
        #expect(!problem.isEmpty)
    }

    @Test("writes IPv6 addresses in brackets")
    func addresses() throws {
        #expect(SSHAddress(host: "fd00::1", port: 22).description == "[fd00::1]:22")
        #expect(try Endpoint.resolve(SSHAddress(host: "::1", port: 2222)).map(\.description) == ["[::1]:2222"])
    }
}
