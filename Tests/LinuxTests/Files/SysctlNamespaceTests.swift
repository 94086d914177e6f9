import Testing

@testable import Linux

@Suite(
    "kernel settings", .enabled(if: TestNamespace.canBeMade, TestNamespace.skipReason), .serialized)
struct SysctlNamespaceTests {
    @Test("of an interface are set and read")
    func interface() throws {
        let namespace = try TestNamespace()
        try namespace.run {
            let setting = Sysctl.interface("ipv4", "lo", "arp_ignore")
            #expect(try setting.value() == "0")
            try setting.set("1")
            #expect(try setting.value() == "1")
            let error = #expect(throws: LinuxError.self) { try setting.set("x") }
            #expect(error?.description == "cannot set net.ipv4.conf.lo.arp_ignore to x: Invalid argument (write)")
        }
    }
}
