import KeepalivedConf
import Testing
import VRRP

@testable import VRRPService

@Suite("a vrrp_script")
struct ScriptCheckTests {
    private func check(_ more: String = "") throws -> ScriptCheck {
        let configuration = try Configurations.load(
            """
            vrrp_script probe {
                script "/bin/true"
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
        return ScriptCheck(try #require(configuration.scripts.first), now: .zero)
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
        check.timedOut()
        _ = check.ended(success: true, now: .seconds(1))
        #expect(check.state == .down)
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
}
