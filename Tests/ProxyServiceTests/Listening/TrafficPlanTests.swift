import Testing

@testable import ProxyService

struct TrafficPlanTests {
    static let text =
        defaults + """
            frontend f
                bind 127.0.0.1:20000
                bind [::1]:20000-20001 v6only backlog 7
                maxconn 33
            frontend off
                disabled
                bind 127.0.0.1:20009
            listen g
                bind 127.0.0.1:20000

            """

    @Test("every address of a frontend that is not disabled is listened on")
    func points() throws {
        let plan = TrafficPlan(try configuration(Self.text))
        #expect(
            plan.entries.map { $0.point.text } == ["127.0.0.1:20000", "[::1]:20000", "[::1]:20001", "127.0.0.1:20000"])
        #expect(plan.entries.map { $0.frontend } == [0, 0, 0, 2])
        #expect(plan.entries.map { $0.bind } == [0, 1, 2, 0])
        #expect(plan.entries.map { $0.point.takesIPv4 } == [nil, false, false, nil])
    }

    @Test("two binds to one address have sockets of their own")
    func repetition() throws {
        let plan = TrafficPlan(try configuration(Self.text))
        #expect(plan.entries.map { $0.point.repetition } == [0, 0, 0, 1])
        #expect(Set(plan.entries.map { $0.point }).count == 4)
    }

    @Test("the backlog is the nearest limit that is given (listener_backlog of HAProxy 2.6)")
    func backlog() throws {
        let plan = TrafficPlan(try configuration(Self.text))
        #expect(plan.entries.map { $0.backlog } == [33, 7, 7, 4096])
    }

    @Test("an address that cannot be had is told with its line")
    func subject() throws {
        let plan = TrafficPlan(try configuration(Self.text))
        #expect(plan.entries[0].subject == "haproxy.cfg:7: frontend 'f'")
    }
}
