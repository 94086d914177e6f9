import Testing

@testable import SSH

@Suite("A connection", .needsServer, .timeLimit(.minutes(1)))
struct SSHConnectionTests {
    @Test("runs a command and tells its status, output and error output")
    func statusAndOutput() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let result = try await connection.run(.script("echo out; echo err >&2; exit 3", title: "say"))
        #expect(result.ending == .exited(3))
        #expect(result.outputText == "out\n")
        #expect(result.errorText == "err\n")
        await connection.close()
    }
}
