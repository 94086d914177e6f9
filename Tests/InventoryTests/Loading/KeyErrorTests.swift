import Testing

@testable import Inventory

@Suite("a key's value")
struct KeyErrorTests {
    @Test(
        "is refused with what was found and what was expected",
        arguments: [
            ("vip: 10.0.0.10", "5:1: vip: unknown key; did you mean \"vips\"?"),
            ("router_id: 3", "5:1: router_id: unknown key; it belongs at \"vrrp.router_id\""),
            (
                "vrrp: {x: 1}",
                "5:8: vrrp.x: unknown key; expected one of version, router_id, interval, preempt, preempt_delay, authentication, unicast"
            ),
            (
                "vrrp: 3",
                "5:7: vrrp: found \"3\", expected keys: version, router_id, interval, preempt, preempt_delay, authentication, unicast"
            ),
            (
                "vrrp: [a]",
                "5:7: vrrp: found a list, expected keys: version, router_id, interval, preempt, preempt_delay, authentication, unicast"
            ),
            ("engine: nativ", "5:9: engine: found \"nativ\", expected \"debian\", the only one so far"),
            ("cache: true", "5:8: cache: found \"true\", expected \"varnish\", the only one so far"),
            (
                "name:",
                "5:6: name: found nothing, expected a name: lower-case letters, digits and inner hyphens, at most 63"
            ),
            (
                "name: 2012",
                "5:7: name: found \"2012\", expected a name: lower-case letters, digits and inner hyphens, at most 63; put it in quotes to make it text"
            ),
            (
                "proxy: {port: \"80\"}",
                "5:15: proxy.port: found \"80\", expected a whole number, 1 to 65535; remove the quotes"
            ),
            ("proxy: {port: 0x50}", "5:15: proxy.port: found \"0x50\", expected a whole number, 1 to 65535"),
            (
                "proxy: {port: 080}",
                "5:15: proxy.port: found \"080\", expected a whole number, 1 to 65535; leading zeros are not allowed"
            ),
            (
                "proxy: {port: 99999999999999999999}",
                "5:15: proxy.port: found \"99999999999999999999\", expected a whole number, 1 to 65535"
            ),
            (
                "proxy: {balance: [first]}",
                "5:18: proxy.balance: found a list, expected one of roundrobin, static-rr, leastconn, first, source, uri, random"
            ),
            (
                "proxy: {balance: leastcon}",
                "5:18: proxy.balance: found \"leastcon\", expected one of roundrobin, static-rr, leastconn, first, source, uri, random; did you mean \"leastconn\"?"
            ),
            (
                "proxy: {timeouts: {connect: 5}}",
                "5:29: proxy.timeouts.connect: found \"5\", expected a duration with its unit (ms, s, m, h or d), 1ms to 24d; did you mean 5s or 5ms?"
            ),
            (
                "proxy: {timeouts: {connect: 25d}}",
                "5:29: proxy.timeouts.connect: found \"25d\", expected a duration with its unit (ms, s, m, h or d), 1ms to 24d"
            ),
            (
                "proxy: {timeouts: {connect: 0s}}",
                "5:29: proxy.timeouts.connect: found \"0s\", expected a duration with its unit (ms, s, m, h or d), 1ms to 24d"
            ),
            ("vrrp: {preempt: no}", "5:17: vrrp.preempt: found \"no\", expected true or false; did you mean false?"),
            (
                "vrrp: {preempt: \"true\"}",
                "5:17: vrrp.preempt: found \"true\", expected true or false; remove the quotes"
            ),
            (
                "vrrp: {preempt_delay: 1.5s}",
                "5:23: vrrp.preempt_delay: found \"1.5s\", expected a duration with its unit (ms, s, m, h or d), 0s to 1000s, in steps of 1s"
            ),
            (
                "vrrp: {authentication: secret-12}",
                "5:24: vrrp.authentication: found a text, expected a password of 1 to 8 printable ASCII characters without spaces and \" ' ` # ! $ { } \\ @ ~"
            ),
            (
                "proxy: {stats: {user: ops}}",
                "5:16: proxy.stats.password: missing; a login is \"user\" and \"password\" together"
            ),
            (
                "proxy: {stats: {password: abc}}",
                "5:16: proxy.stats.user: missing; a login is \"user\" and \"password\" together"
            ),
            (
                "proxy: {stats: {path: /}}",
                "5:23: proxy.stats.path: the statistics page would take the place of the whole site; choose a longer path"
            ),
            ("site: missing", "5:7: site: there is no folder /inventory/missing"),
            ("site: /", "5:7: site: the folder / holds the inventory itself, which is not for the web"),
            (
                "ssh: {identity: ~root/key}",
                "5:17: ssh.identity: only ~/ is known, not another user's home; write the whole path"
            ),
            (
                "ssh: {identity: ~/key}",
                "5:17: ssh.identity: HOME is not set to a folder; write the whole path instead of ~"
            ),
            ("ssh: {address: a}", "5:7: ssh.address: unknown key; expected one of user, port, identity, become"),
            (
                "ssh: {identity: []}",
                "5:17: ssh.identity: an empty list, expected the path of a private key; or a list of them"
            ),
        ])
    func refused(line: String, problem: String) {
        #expect(problems(leastHosts + line + "\n") == ["test.yml:\(problem)"])
    }
}
