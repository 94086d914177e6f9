import Testing

@testable import Inventory

@Suite("VRRP's settings")
struct VRRPCheckTests {
    private func settings(_ vrrp: String, vips: String = "10.0.0.10", lb2: String = "10.0.0.2") -> [String] {
        problems(
            """
            version: 1
            balancers: {lb1: 10.0.0.1, lb2: \(lb2)}
            web: {web1: 10.0.0.100}
            vips: \(vips)
            vrrp: {\(vrrp)}
            """)
    }

    @Test(
        "must fit together",
        arguments: [
            (
                "interval: 500ms", "10.0.0.10",
                "5:18: vrrp.interval: found 500ms, expected whole seconds; fractions need \"version: 3\""
            ),
            (
                "version: 3, interval: 41s", "10.0.0.10",
                "5:30: vrrp.interval: found 41s, expected at most 40950ms in version 3"
            ),
            (
                "interval: 41s", "fd00::10",
                "5:18: vrrp.interval: found 41s, expected at most 40s for IPv6 VIPs, which speak version 3"
            ),
            (
                "version: 3, authentication: abc", "10.0.0.10",
                "5:36: vrrp.authentication: version 3 has no authentication (RFC 5798 §9); remove it, or use \"version: 2\""
            ),
            (
                "authentication: abc", "fd00::10",
                "5:24: vrrp.authentication: IPv6 VIPs speak version 3, which has no authentication (RFC 5798 §9); remove it"
            ),
            (
                "preempt: false, preempt_delay: 1s", "10.0.0.10",
                "5:39: vrrp.preempt_delay: has no effect with \"preempt: false\"; remove one of them"
            ),
            (
                "unicast: true", "[10.0.0.10, fd00::10]",
                "5:17: vrrp.unicast: lb1 has no IPv6 address to advertise IPv6 VIPs from; remove it or those VIPs"
            ),
        ])
    func refused(vrrp: String, vips: String, problem: String) {
        #expect(settings(vrrp, vips: vips) == ["test.yml:\(problem)"])
    }

    @Test(
        "may be",
        arguments: [
            ("interval: 255s", "10.0.0.10"), ("version: 3, interval: 10ms", "10.0.0.10"),
            ("version: 3, interval: 40950ms", "10.0.0.10"), ("interval: 40s", "fd00::10"),
            ("authentication: abc", "[10.0.0.10, fd00::10]"), ("preempt_delay: 1000s", "10.0.0.10"),
            ("unicast: true", "10.0.0.10"),
        ])
    func allowed(vrrp: String, vips: String) {
        #expect(settings(vrrp, vips: vips) == [])
    }
}
