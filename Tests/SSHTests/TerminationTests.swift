import Testing

@testable import SSH

@Suite("A termination", .needsServer, .timeLimit(.minutes(3)))
struct TerminationTests {
    @Test("signals the processes with the mark, and says nothing")
    func script() async throws {
        let server = try await Server()
        let connection = try await server.connection()
        let command = RemoteCommand(title: "sleep", arguments: ["env", "\(Termination.variable)=mine", "sleep", "50"])
        async let sleep = connection.run(command)
        try await Task.sleep(for: .milliseconds(300))
        let stop = Termination.command(mark: "\(Termination.variable)=mine", of: command)
        let result = try await connection.run(stop)
        #expect(result == CommandResult(ending: .exited(0)))
        #expect(try await sleep.ending == .signalled("TERM"))
        await connection.close()
    }

    @Test("goes through sudo where the command does")
    func sudo() {
        let command = RemoteCommand(title: "list", arguments: ["ls"])
        #expect(Termination.command(mark: "A=b", of: command).arguments.first == "sh")
        #expect(Termination.command(mark: "A=b", of: command.viaSudo()).arguments.starts(with: ["sudo", "-n", "--"]))
    }
}
