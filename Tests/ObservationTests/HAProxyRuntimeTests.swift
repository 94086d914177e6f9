import Testing

@testable import Observation

@Suite("A running haproxy")
struct HAProxyRuntimeTests {
    @Test("tells its configuration and its servers")
    func real() throws {
        let haproxy = HAProxyRuntime(
            info: try Fixture.text("haproxy-2.6-show-info.txt"), stat: try Fixture.text("haproxy-2.6-show-stat.csv"))
        #expect(haproxy.description == "demo ba9876543210")
        #expect(haproxy.version == "2.6.12-1+deb12u4")
        #expect(haproxy.uptimeSeconds == 8)
        #expect(
            haproxy.servers == [
                HAProxyRuntime.Server(
                    backend: "webservers", name: "web1", status: "UP", checkStatus: "L7OK", sinceSeconds: 7,
                    currentSessions: 0),
                HAProxyRuntime.Server(
                    backend: "webservers", name: "web2", status: "DOWN", checkStatus: "* L4TOUT", sinceSeconds: 8,
                    currentSessions: 0),
            ])
        #expect(haproxy.servers.map(\.isUp) == [true, false])
    }

    @Test(
        "uses a server, or does not",
        arguments: [
            ("UP", true), ("UP 1/3", true), ("no check", true), ("DOWN", false), ("DOWN 1/2", false), ("MAINT", false),
            ("DRAIN", false), ("NOLB", false), ("", false),
        ])
    func isUp(status: String, isUp: Bool) {
        let server = HAProxyRuntime.Server(
            backend: "b", name: "s", status: status, checkStatus: "", sinceSeconds: 0, currentSessions: 0)
        #expect(server.isUp == isUp)
    }

    @Test("finds fields by their names, in whatever order they come")
    func order() {
        let haproxy = HAProxyRuntime(
            info: "description: \n", stat: "# type,svname,pxname,status\n2,s,b,UP\n1,x,b,UP\n2\n")
        #expect(haproxy.description == nil)
        #expect(haproxy.servers.map(\.name) == ["s"])
    }

    @Test("may say nothing that is of use", arguments: ["", "Unknown command\n", "# \n,,\n", "#"])
    func rubbish(text: String) {
        #expect(HAProxyRuntime(info: text, stat: text).servers == [])
    }
}
