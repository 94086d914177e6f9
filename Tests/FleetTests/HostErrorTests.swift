import SSH
import Testing

@testable import Fleet

struct HostErrorTests {
    @Test("a command that ended badly says host, what it should do, how it ended and what it said")
    func command() {
        let result = CommandResult(ending: .signalled("KILL"), errorOutput: Array("one\ntwo\n".utf8))
        let error = HostError(host: "web1", reason: .command("read the host's state", result))
        #expect(error.description == "web1: could not read the host's state: ended by SIGKILL\n    one\n    two")
        #expect(!error.isUnreachable)
    }

    @Test("where standard error is empty, standard output speaks")
    func outputOnly() {
        let result = CommandResult(ending: .exited(2), output: Array("said\n".utf8))
        #expect(HostError(host: "web1", reason: .command("x", result)).description.hasSuffix("exit status 2\n    said"))
    }

    @Test("outcomes come in the order of the elements, however long each takes")
    func order() async {
        let outcomes = await concurrently([30, 20, 10]) { milliseconds async throws(HostError) in
            try? await Task.sleep(for: .milliseconds(milliseconds))
            if milliseconds == 20 { throw HostError(host: "b", reason: .other("no")) }
            return milliseconds
        }
        #expect((try? outcomes[0].get()) == 30)
        #expect((try? outcomes[1].get()) == nil)
        #expect((try? outcomes[2].get()) == 10)
    }
}
