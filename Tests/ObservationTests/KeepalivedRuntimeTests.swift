import Testing

@testable import Observation

@Suite("A running keepalived")
struct KeepalivedRuntimeTests {
    @Test("tells its configuration and its instances")
    func real() throws {
        let keepalived = KeepalivedRuntime(data: try Fixture.text("keepalived-2.2.7.data"))
        #expect(keepalived.routerID == "demo-0123456789ab")
        #expect(
            keepalived.instances == [
                KeepalivedRuntime.Instance(
                    name: "demo", state: "MASTER", priority: 101, effectivePriority: 101, interface: "eth0",
                    virtualRouterID: 51, lastTransition: 1_795_509_487.648293),
                KeepalivedRuntime.Instance(
                    name: "demo-ipv6", state: "MASTER", priority: 101, effectivePriority: 101, interface: "eth0",
                    virtualRouterID: 51, lastTransition: 1_795_509_487.648520),
            ])
    }

    @Test("does not give away VRRP's password")
    func password() throws {
        let text = try Fixture.text("keepalived-2.2.7.data")
        #expect(text.contains("hunter2"))
        #expect(!"\(KeepalivedRuntime(data: text))".contains("hunter2"))
    }

    @Test(
        "may be cut off, or no keepalived at all", arguments: ["", "VRRP Instance", " State = MASTER\n", "\u{0} = \n"])
    func rubbish(data: String) {
        #expect(KeepalivedRuntime(data: data).instances == [])
    }
}
