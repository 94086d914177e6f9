import KeepalivedConf
import Testing
import VRRP

@testable import VRRPService

@Suite("a vrrp_script")
struct ScriptCheckTests {
    private func check(_ more: String = "") throws -> ScriptCheck {
        ScriptCheck(try script(more), now: .zero)
    }

    /// - Parameter before: lines of the file that stand before it.
    private func script(_ more: String = "", before: String = "", command: String = "/bin/true") throws -> VRRPScript {
        let configuration = try Configurations.load(
            """
            \(before)
            vrrp_script probe {
                script "\(command)"
                interval 2
                timeout 1
                \(more)
            }
            vrrp_instance A {
                interface eth0
                virtual_router_id 1
                virtual_ipaddress {
                    10.0.0.10
                }
                track_script {
                    probe
                }
            }
            """)
        return try #require(configuration.scripts.first)
    }

    /// The states after each of the results.
    private func states(_ results: String, _ more: String = "") throws -> [ScriptCheck.State] {
        var check = try check(more)
        return results.map { result in
            check.began(child: 1, now: .zero)
            _ = check.ended(success: result == "+", now: .zero)
            return check.state
        }
    }

    @Test(
        "counts runs in a row (keepalived.conf(5), rise and fall); the first result is believed at once",
        arguments: [
            ("+", "", [.up]), ("-", "", [.down]), ("+-", "", [.up, .down]), ("+-", "fall 2", [.up, .up]),
            ("+--", "fall 2", [.up, .up, .down]), ("+-+--", "fall 2", [.up, .up, .up, .up, .down]),
            ("-+", "rise 2", [.down, .down]), ("-++", "rise 2", [.down, .down, .up]),
            ("++", "rise 2\ninit_fail", [.down, .up]),
        ] as [(String, String, [ScriptCheck.State])])
    func counting(results: String, settings: String, expected: [ScriptCheck.State]) throws {
        #expect(try states(results, settings) == expected)
    }

    @Test("that takes longer than its timeout has failed, whatever it says in the end")
    func timeout() throws {
        var check = try check()
        check.began(child: 1, now: .zero)
        #expect(!check.isLate(.seconds(0.9)))
        #expect(check.isLate(.seconds(1)))
        let hasFailed = check.timedOut()
        #expect(hasFailed)
        #expect(check.state == .down)
        #expect(check.deadline == nil)
        let hasChanged = check.ended(success: true, now: .seconds(1))
        #expect(!hasChanged)
    }

    @Test("that is ended because of its timeout has failed once, not twice")
    func timeoutCountsOnce() throws {
        var check = try check("fall 2")
        check.began(child: 1, now: .zero)
        _ = check.ended(success: true, now: .zero)
        check.began(child: 2, now: .zero)
        _ = check.timedOut()
        _ = check.ended(success: false, now: .seconds(1))
        #expect(check.state == .up)
    }

    @Test("runs again an interval after it began, however long it took")
    func interval() throws {
        var check = try check()
        #expect(check.isDue(.zero))
        check.began(child: 1, now: .zero)
        #expect(!check.isDue(.seconds(5)))
        _ = check.ended(success: true, now: .seconds(0.5))
        #expect(check.deadline == .seconds(2))
        check.began(child: 2, now: .seconds(2))
        _ = check.ended(success: true, now: .seconds(7))
        #expect(check.deadline == .seconds(7))
    }

    @Test("that has not run yet is a fault without a weight, and changes no priority with one")
    func unknown() throws {
        let check = try check()
        #expect(!check.isUp(weight: 0))
        #expect(!check.isUp(weight: 10))
        #expect(check.isUp(weight: -10))
    }

    @Test("is after a reload what it was before, and its run goes on, though other lines and numbers are written")
    func reload() throws {
        var check = try check("fall 2")
        check.began(child: 1, now: .zero)
        _ = check.ended(success: true, now: .seconds(1))
        check.began(child: 2, now: .seconds(2))
        let adopted = check.adopting(try script("fall 3", before: "! a comment\n"), now: .seconds(2))
        #expect(adopted.state == .up)
        #expect(adopted.child == 2)
        #expect(adopted.script.fall == 3)
    }

    @Test("with another command after a reload keeps its state until the first run of that one, which is at once")
    func otherCommand() throws {
        var check = try check()
        check.began(child: 1, now: .zero)
        _ = check.ended(success: true, now: .seconds(1))
        check.began(child: 2, now: .seconds(2))
        let adopted = check.adopting(try script(command: "/bin/false"), now: .seconds(3))
        #expect(adopted.state == .up)
        #expect(adopted.child == nil)
        #expect(adopted.deadline == .seconds(3))
    }

    @Test("that a reload brings is no fault before its first run, and its first result is believed")
    func trusted() throws {
        var check = ScriptCheck(try script("fall 3"), isTrustedFirst: true, now: .zero)
        #expect(check.isUp(weight: 0))
        #expect(!check.isUp(weight: 0, isInverted: true))
        #expect(!check.isUp(weight: 10))
        check.began(child: 1, now: .zero)
        _ = check.ended(success: false, now: .zero)
        #expect(!check.isUp(weight: 0))
    }
}
