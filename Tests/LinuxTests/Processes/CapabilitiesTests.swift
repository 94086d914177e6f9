import Testing

@testable import Linux

@Suite("capabilities")
struct CapabilitiesTests {
    @Test("that are missing are named (capabilities(7))")
    func missing() {
        let wanted: [Capability] = [.netAdmin, .netRaw, .sysNice]
        let capabilities = Capabilities(bits: 1 << 13 | 1 << 6)
        #expect(capabilities.missing(of: wanted).map(\.description) == ["CAP_NET_ADMIN", "CAP_SYS_NICE"])
    }

    @Test("are those that /proc tells")
    func effective() throws {
        let status = String(decoding: try File.read("/proc/thread-self/status", limit: 65_536), as: UTF8.self)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("CapEff:") })
        let bits = try #require(UInt64(line.dropFirst(8), radix: 16))
        #expect(try Capabilities.effective() == Capabilities(bits: bits))
    }
}
