import Glibc
import Testing

@testable import Linux

@Suite("a name that one process has")
struct SoleNameTests {
    @Test("is refused to a second, and free again when the first lets go")
    func once() throws {
        let name = "cluster-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        do {
            let first = try SoleName(name)
            let error = #expect(throws: LinuxError.self) { _ = try SoleName(name) }
            #expect(error?.code == EADDRINUSE)
            _ = consume first
        }
        _ = try SoleName(name)
    }
}
