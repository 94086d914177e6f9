import Foundation
import Inventory
import Testing

@testable import Lab

extension WholeLabTests {
    @Suite struct LabDownTests {
        @Test("down leaves nothing, also when called twice and with commands running in hosts")
        func downTwice() async throws {
            let lab = try Lab(name: TestLab.name("down"))
            try await lab.up(.fourHosts()) { _ in }
            #expect(try await TestLab.remains(of: lab.name) != "", "the check itself must see a lab that stands")
            async let inside = lab.exec(host: "web1", command: ["sleep", "100"])
            async let outside = lab.exec(host: "operator", command: ["sleep", "100"])
            try await Task.sleep(for: .milliseconds(300))
            try await lab.down { _ in }
            #expect(try await [inside, outside] == [137, 137])
            #expect(try await TestLab.remains(of: lab.name) == "")
            try await lab.down { _ in }
            #expect(try await TestLab.remains(of: lab.name) == "")
        }

        @Test(
            "an up that was killed leaves nothing that down does not find",
            arguments: [5, 15, 30, 45, 60, 80, 100, 130, 160, 200, 250, 300, 400, 500, 600, 800])
        func killedUp(milliseconds: Int) async throws {
            let lab = try Lab(name: TestLab.name("kill"))
            await upKilled(after: milliseconds, name: lab.name)
            try await lab.down { _ in }
            #expect(try await TestLab.remains(of: lab.name) == "")
        }

        @Test("an up that was killed is completed by the next", arguments: [20, 60, 100, 150, 200, 300, 450])
        func resumedUp(milliseconds: Int) async throws {
            try await TestLab.with("resume") { lab in
                await upKilled(after: milliseconds, name: lab.name)
                try await lab.up(.fourHosts()) { _ in }
                #expect(try await lab.status().allSatisfy(\.answersSSH))
            }
        }

        @Test("an up that is cancelled says so, and leaves nothing that down does not find")
        func cancelledUp() async throws {
            let lab = try Lab(name: TestLab.name("cancel"))
            let up = Task { try await lab.up(.fourHosts()) { _ in } }
            try await Task.sleep(for: .milliseconds(150))
            up.cancel()
            await #expect(throws: CancellationError.self) { try await up.value }
            try await lab.down { _ in }
            #expect(try await TestLab.remains(of: lab.name) == "")
        }

        /// Runs `up` in a process of its own that ends itself by SIGKILL at the given moment.
        private func upKilled(after milliseconds: Int, name: String) async {
            await #expect(processExitsWith: .signal(SIGKILL)) { [milliseconds, name] in
                Thread.detachNewThread {
                    usleep(UInt32(milliseconds) * 1000)
                    kill(getpid(), SIGKILL)
                }
                try await Lab(name: name).up(.fourHosts()) { _ in }
                try await Task.sleep(for: .seconds(5))
            }
        }
    }
}
