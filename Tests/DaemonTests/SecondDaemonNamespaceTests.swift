import Addresses
import Glibc
import Testing

@testable import Linux

@Suite("a second daemon on the same host", .inNamespaces)
struct SecondDaemonNamespaceTests {
    @Test("is refused, and touches nothing of the first one's; it may start when that is gone, however it went")
    func refused() async throws {
        try await Network.with(routers: 1) { network in
            let router = network.routers[0]
            try await router.start(.clusterd, Configuration(.v3, router, priority: 100).text)
            try await network.settle(on: router, .virtual4)
            let events = try router.events()
            let words = [Requirements.clusterd, "vrrp", "-f", router.configurationFile, "--socket", "none"]
            let second = try await Program.run(words, in: router.namespace)
            #expect(second.status == 1)
            #expect(second.output.contains("another clusterd vrrp runs on this host"), "\(second.output)")
            #expect(try events.removed() == [])
            #expect(try router.has(.virtual4))
            router.program?.signal(SIGKILL)
            _ = try await router.program?.ended()
            try await router.start(.clusterd)
            try await network.settle(on: router, .virtual4)
        }
    }
}
