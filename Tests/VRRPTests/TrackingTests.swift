import Testing
import VRRP

@Suite("What is tracked")
struct TrackingTests {
    @Test(
        "the effective priority (keepalived.conf(5), weight)",
        arguments: [
            ("nothing tracked", 100, [], 100),
            ("a positive weight counts while up", 100, [.init(fault: .script, weight: 10, isUp: true)], 110),
            ("a positive weight, down", 100, [.init(fault: .script, weight: 10, isUp: false)], 100),
            ("a negative weight counts while down", 100, [.init(fault: .process, weight: -30, isUp: false)], 70),
            ("a negative weight, up", 100, [.init(fault: .process, weight: -30, isUp: true)], 100),
            ("reverse, positive", 100, [.init(fault: .script, weight: 10, isReversed: true, isUp: true)], 90),
            ("reverse, negative", 100, [.init(fault: .script, weight: -10, isReversed: true, isUp: false)], 110),
            ("not below 1", 10, [.init(fault: .script, weight: -253, isUp: false)], 1),
            ("not above 254", 250, [.init(fault: .script, weight: 10, isUp: true)], 254),
            ("an owner stays one", 255, [.init(fault: .script, weight: -30, isUp: false)], 255),
            (
                "weights add up", 100,
                [.init(fault: .script, weight: 5, isUp: true), .init(fault: .link, weight: -20, isUp: false)], 85
            ),
            ("without a weight the priority stays", 100, [.init(fault: .script, isUp: false)], 100),
        ] as [(String, UInt8, [Tracking.Item], UInt8)])
    func priority(keyword: String, base: UInt8, items: [Tracking.Item], expected: UInt8) {
        #expect(Tracking(items).effectivePriority(of: base) == expected)
    }

    @Test("what has no weight is a fault while it is down, until the last of its kind is up")
    func faults() {
        var tracking = Tracking([
            .init(fault: .script, isUp: false), .init(fault: .script, isUp: false),
            .init(fault: .process, weight: -5, isUp: false),
        ])
        #expect(tracking.faults == .script)
        let changes = [tracking.set(0, isUp: true), tracking.set(0, isUp: true)]
        #expect(changes == [true, false])
        #expect(tracking.faults == .script)
        _ = tracking.set(1, isUp: true)
        #expect(tracking.faults == [])
    }
}
