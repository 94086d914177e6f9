import Foundation
import Testing

extension Scenarios {
    @Suite("A deploy that is cut off")
    struct KilledTests {
        /// Two inventories that differ on every host.
        private func inventories() throws -> [Cluster] {
            try ["44s", "45s"].map { time in
                Cluster(
                    try InventoryFolder(
                        "proxy: {timeouts: {server: \(time)}}", page: "<!DOCTYPE html>\n<p>\(time)</p>\n"))
            }
        }

        @Test("by SIGKILL at any of 20 moments converges when it is run again, and a rollback leads to before it")
        func killedAtAnyMoment() async throws {
            let clusters = try inventories()
            try await clusters[0].settle()
            let duration = try await ContinuousClock().measure { try await clusters[1].settle() }
            for moment in 0..<20 {
                let target = clusters[moment % 2]
                let before = moment % 5 == 0 ? try await [Host].all.states() : nil
                let delay = duration * (Double(moment) + 0.5) / 20
                let (code, errors) = try await target.deploy { deploy in
                    try await Task.sleep(for: delay)
                    deploy.send(SIGKILL)
                }
                try #require(code == 128 + SIGKILL || code == 0, "moment \(moment): exit code \(code)\n\(errors)")
                let again = try await target.deploy("--json")
                try #require(again.exitCode == 0, "moment \(moment): \(again)")
                let third = try await target.deploy("--json")
                try #require(third.changes == 0, "moment \(moment): \(third)")
                try await target.serves()
                guard let before else { continue }
                try await target.rollback()
                let after = try await [Host].all.states()
                for (name, state) in after { #expect(state == before[name], "moment \(moment), \(name)") }
                try await target.settle()
            }
        }

        @Test("by SIGKILL gives way to a deploy of the old inventory at once", arguments: [0.4, 0.7])
        func anotherInventoryAtOnce(part: Double) async throws {
            let clusters = try inventories()
            try await clusters[1].settle()
            let duration = try await ContinuousClock().measure { try await clusters[0].settle() }
            let before = try await [Host].all.states()
            _ = try await clusters[1].deploy { deploy in
                try await Task.sleep(for: duration * part)
                deploy.send(SIGKILL)
            }
            let outcome = try await clusters[0].deploy()
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(try await [Host].all.changes(since: before) == [])
            #expect(try await clusters[0].deploy("--json").changes == 0)
        }

        @Test(
            "by Ctrl-C ends by itself, with everything as before",
            arguments: ["connect", "stage and check", "web1: activate", "server2: activate"])
        func interrupted(after step: String) async throws {
            let clusters = try inventories()
            try await clusters[0].settle()
            let before = try await [Host].all.states()
            let (code, errors) = try await clusters[1].deploy { deploy in
                try await deploy.says(step)
                deploy.send(SIGINT)
            }
            #expect(code != 0, "\(errors)")
            #expect(errors.contains("interrupted") || errors.contains("Nothing was"), "\(errors)")
            #expect(try await [Host].all.changes(since: before) == [])
            #expect(try await clusters[0].deploy("--json").changes == 0)
        }

        @Test("by Ctrl-C while the cluster is asked says that, and nothing that was not seen")
        func interruptedVerifying() async throws {
            try await Cluster(InventoryFolder()).settle()
            // The second server is checked for the first time after half of this.
            let slow = Cluster(try InventoryFolder("proxy: {check: {interval: 16s}}"))
            let (code, errors) = try await slow.deploy { deploy in
                try await deploy.says("server1: activate")
                try await Task.sleep(for: .seconds(1))
                deploy.send(SIGINT)
            }
            #expect(code == 1)
            #expect(errors.contains("interrupted before the cluster had answered"), "\(errors)")
            #expect(errors.contains("the new configuration is in place"), "\(errors)")
            #expect(!errors.contains("not as it should be"), "\(errors)")
            #expect(try await slow.deploy("--json").changes == 0)
        }
    }
}
