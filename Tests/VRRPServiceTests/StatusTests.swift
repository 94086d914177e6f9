import Testing

@testable import VRRPService

@Suite("the status of the daemon")
struct StatusTests {
    private let status = Status(
        routerID: "lb\"1", file: "/etc/keepalived/keepalived.conf", process: 42, started: 1_700_000_000_000_000_000,
        routers: [
            .init(
                name: "VI_1", state: "BACKUP", interface: "eth0", virtualRouterID: 51, version: 3, priority: 100,
                effectivePriority: 90, source: "10.0.0.2", master: "10.0.0.1", masterPriority: 101,
                addresses: ["10.0.0.10/24"], faults: "",
                counters: [.init(name: "advertisements_received", value: 7), .init(name: "became_master", value: 0)],
                transitions: [
                    .init(at: 1_700_000_001_500_000_000, from: "INIT", to: "BACKUP", reason: "started")
                ], since: 1_700_000_001_500_000_000)
        ], tracked: ["script proxy": false])

    @Test("tells state, priority, master, counters that are not zero, and transitions with their times")
    func text() {
        #expect(
            status.text == """
                lb"1: /etc/keepalived/keepalived.conf, process 42, since 2023-11-14T22:13:20.000Z
                  script proxy: down
                VI_1  BACKUP since 2023-11-14T22:13:21.500Z
                  VRRPv3 virtual router 51 on eth0, from 10.0.0.2
                  priority 90 (configured 100)
                  addresses 10.0.0.10/24
                  master 10.0.0.1, priority 101
                  advertisements_received 7
                  2023-11-14T22:13:21.500Z  INIT → BACKUP: started

                """)
    }

    @Test("is one JSON object, with what needs it escaped")
    func json() {
        #expect(
            status.json == """
                {"router_id":"lb\\"1","file":"/etc/keepalived/keepalived.conf","process":42,"started_ms":1700000000000,\
                "instances":[{"name":"VI_1","state":"BACKUP","since_ms":1700000001500,"interface":"eth0",\
                "virtual_router_id":51,"version":3,"priority":100,"effective_priority":90,"source":"10.0.0.2",\
                "master":"10.0.0.1","master_priority":101,"addresses":["10.0.0.10/24"],"faults":"",\
                "counters":{"advertisements_received":7,"became_master":0},\
                "transitions":[{"at_ms":1700000001500,"from":"INIT","to":"BACKUP","reason":"started"}]}],\
                "tracked":{"script proxy":false}}
                """)
    }

    @Test(
        "escapes control characters (RFC 8259 §7)", arguments: [("a\nb", #""a\u000ab""#), ("\u{1F}\\", #""\u001f\\""#)])
    func escapes(text: String, expected: String) {
        #expect(JSONValue.text(text).description == expected)
    }
}
