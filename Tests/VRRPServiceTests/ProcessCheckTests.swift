import KeepalivedConf
import Testing
import VRRP

@testable import VRRPService

@Suite("a vrrp_track_process")
struct ProcessCheckTests {
    private func check(_ more: String = "", running: Set<Int32> = []) throws -> ProcessCheck {
        ProcessCheck(try process(more), running: running)
    }

    /// - Parameter before: lines of the file that stand before it.
    private func process(_ more: String = "", before: String = "", name: String = "haproxy") throws -> TrackedProcess {
        let configuration = try Configurations.load(
            """
            \(before)
            vrrp_track_process proxy {
                process \(name)
                \(more)
            }
            vrrp_instance A {
                interface eth0
                virtual_router_id 1
                virtual_ipaddress {
                    10.0.0.10
                }
                track_process {
                    proxy
                }
            }
            """)
        return try #require(configuration.processes.first)
    }

    /// What happens to a check at a time, in seconds.
    private enum Step {
        case appears(Int32, at: Double)
        case vanishes(Int32, at: Double)
        case waits(until: Double)
    }

    /// Whether it counts as up after each step; a step that changes nothing says so.
    private func states(_ check: ProcessCheck, _ steps: [Step]) -> [String] {
        var check = check
        return steps.map { step in
            let hasChanged =
                switch step {
                case .appears(let number, let time): check.appeared(number, .seconds(time))
                case .vanishes(let number, let time): check.vanished(number, .seconds(time))
                case .waits(let time): check.judge(.seconds(time))
                }
            return hasChanged ? (check.isUp ? "comes up" : "goes down") : (check.isUp ? "up" : "down")
        }
    }

    @Test("is up as long as as many run as its quorum says")
    func quorum() throws {
        let steps: [Step] = [
            .appears(2, at: 0), .appears(2, at: 0), .vanishes(1, at: 0), .vanishes(1, at: 0), .appears(3, at: 0),
        ]
        let states = states(try check("quorum 2", running: [1]), steps)
        #expect(states == ["comes up", "up", "goes down", "down", "comes up"])
    }

    @Test("is down where more run than quorum_max")
    func maximum() throws {
        let states = states(try check("quorum_max 1", running: [1]), [.appears(2, at: 0), .vanishes(1, at: 0)])
        #expect(states == ["goes down", "comes up"])
    }

    @Test("counts a loss only when it has lasted for terminate_delay, and a return within it not at all")
    func delay() throws {
        let steps: [Step] = [
            .vanishes(1, at: 0), .appears(2, at: 0.5), .waits(until: 1.5), .vanishes(2, at: 2), .waits(until: 2.9),
            .waits(until: 3),
        ]
        let states = states(try check("terminate_delay 1", running: [1]), steps)
        #expect(states == ["up", "up", "up", "up", "up", "goes down"])
    }

    @Test("is after a reload what it was before, though it stands in another line and has a delay now")
    func reload() throws {
        let adopted = try check(running: [1]).adopting(try process("fork_delay 5", before: "! a comment"), .zero)
        #expect(adopted?.isUp == true)
        #expect(adopted?.running == [1])
    }

    @Test("counts its processes by another quorum after a reload")
    func otherQuorum() throws {
        #expect(try check(running: [1]).adopting(try process("quorum 2"), .zero)?.isUp == false)
    }

    @Test("that means other processes after a reload is another one")
    func otherProcess() throws {
        #expect(try check(running: [1]).adopting(try process(name: "nginx"), .zero) == nil)
    }
}
