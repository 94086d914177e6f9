import Glibc
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

    @Test(
        "that the kernel misses are named in its refusal, beside its own words",
        arguments: [
            (EPERM, "", ": it needs CAP_NET_RAW"), (EACCES, "no", ": no: it needs CAP_NET_RAW"), (ENODEV, "", ""),
        ])
    func needed(code: Int32, detail: String, expected: String) {
        let error = #expect(throws: LinuxError.self) {
            try needing(.netRaw) { () throws(LinuxError) in
                throw LinuxError(call: "socket", code: code, context: "x", detail: detail)
            }
        }
        #expect(error?.description == "cannot x: \(LinuxError.words(code)) (socket)\(expected)")
    }
}
