import Foundation
import Testing

@testable import Inventory

@Suite("the JSON Schema")
struct JSONSchemaTests {
    private func isAccepted(_ text: String) throws -> Bool {
        let bytes = Data(try Repository.text("inventory/schema.json").utf8)
        let schema = try JSONDecoder().decode(JSON.self, from: bytes)
        let root = try #require(YAMLComposer.compose(Array(text.utf8), file: "f").root)
        return try SchemaCheck(root: schema).accepts(JSON(root))
    }

    /// Lines after `leastHosts`, and whether both the loader and the schema take them.
    private static let lines: [(String, Bool)] = [
        ("", true), ("name: shop", true), ("name: Shop", false), ("name: 12", false), ("name: \"12\"", true),
        ("name: true", false), ("name:", false), ("name: [a]", false), ("name: ${NAME}", true),
        ("engine: debian", true), ("engine: native", false), ("cache: varnish", true), ("cache: false", true),
        ("cache: true", false), ("cache: none", false), ("site: site", true), ("site: \"\"", false), ("site: 3", false),
        ("interface: bond0.3", true), ("interface: a b", false), ("unknown: 1", false), ("ssh:", true),
        ("ssh: {}", true),
        ("ssh: {user: a, port: 22, identity: /a, become: sudo}", true), ("ssh: {identity: [/a, /b]}", true),
        ("ssh: {identity: []}", false), ("ssh: {port: 0}", false), ("ssh: {port: 65536}", false),
        ("ssh: {port: \"22\"}", false), ("ssh: {port: \"${PORT}\"}", true), ("ssh: {become: su}", false),
        ("ssh: {address: a}", false), ("ssh: [a]", false), ("ssh: a", false), ("ssh: {user: -o}", false),
        ("vrrp: {version: 3, router_id: 255, interval: 100ms, preempt: false, unicast: true}", true),
        ("vrrp: {version: 4}", false), ("vrrp: {router_id: 256}", false), ("vrrp: {interval: 1}", false),
        ("vrrp: {interval: 1 s}", false), ("vrrp: {preempt: yes}", false), ("vrrp: {preempt: \"true\"}", false),
        ("vrrp: {preempt_delay: 1m}", true), ("vrrp: {authentication: abcdefgh}", true),
        ("vrrp: {authentication: abcdefghi}", false), ("vrrp: {authentication: 1234}", false),
        ("vrrp: {x: 1}", false), ("proxy: {port: 8080, balance: source, cookie: S, max_connections: 10}", true),
        ("proxy: {cookie: false}", true), ("proxy: {cookie: true}", false), ("proxy: {cookie: a;b}", false),
        ("proxy: {balance: random}", true), ("proxy: {balance: rr}", false),
        ("proxy: {check: {path: /a, interval: 1.5s, timeout: 2s, rise: 1, fall: 1}}", true),
        ("proxy: {check: {rise: 0}}", false), ("proxy: {check: {path: a}}", false),
        ("proxy: {stats: {path: /s, user: u, password: \"${PASSWORD}\"}}", true),
        ("proxy: {timeouts: {connect: 1s, client: 1m, server: 1h, queue: 1d, http_request: 5s}}", true),
        ("proxy: {timeouts: {connect: -1s}}", false), ("proxy: {timeouts: {tunnel: 1s}}", false),
    ]

    @Test("agrees with the loader on settings", arguments: lines)
    func settings(line: String, isGood: Bool) throws {
        let text = leastHosts + line + "\n"
        let environment = ["NAME": "shop", "PORT": "22", "PASSWORD": "secret"]
        #expect(problems(text, environment: environment).isEmpty == isGood)
        #expect(try isAccepted(text) == isGood)
    }

    @Test(
        "agrees with the loader on hosts and VIPs",
        arguments: [
            ("version: 1\nbalancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", true),
            (
                "version: 1\nbalancers: {a: {address: 10.0.0.1/24, priority: 9, interface: eth1}}\nweb: {b: {address: 10.0.0.2, weight: 0}, c: 10.0.0.4}\nvips: [10.0.0.3, \"fd00::1/64\"]\n",
                true
            ),
            (
                "version: 1\nbalancers: {a: {address: 10.0.0.1, ssh: {address: a.example.org}}}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n",
                true
            ),
            ("version: 1\nbalancers: {a: {address: \"${A}\"}}\nweb: {b: \"${B:-10.0.0.2}\"}\nvips: 10.0.0.3\n", true),
            ("version: 2\nbalancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: \"1\"\nbalancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("balancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: 1\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: 1\nbalancers: {a: 10.0.0.1}\nvips: 10.0.0.3\n", false),
            ("version: 1\nbalancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\n", false),
            ("version: 1\nbalancers: {}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: 1\nbalancers: [10.0.0.1]\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: 1\nbalancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: []\n", false),
            ("version: 1\nbalancers: {a: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: {a: 10.0.0.3}\n", false),
            ("version: 1\nbalancers: {a_b: 10.0.0.1}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: 1\nbalancers: {a: {priority: 3}}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            (
                "version: 1\nbalancers: {a: {address: 10.0.0.1, priority: 255}}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n",
                false
            ),
            ("version: 1\nbalancers: {a: {address: 10.0.0.1, weight: 1}}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            (
                "version: 1\nbalancers: {a: 10.0.0.1}\nweb: {b: {address: 10.0.0.2, weight: 257}}\nvips: 10.0.0.3\n",
                false
            ),
            ("version: 1\nbalancers: {a: host.example.org}\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("version: 1\nbalancers: {a: }\nweb: {b: 10.0.0.2}\nvips: 10.0.0.3\n", false),
            ("- version: 1\n", false),
        ])
    func hosts(text: String, isGood: Bool) throws {
        #expect(problems(text, environment: ["A": "10.0.0.1"]).isEmpty == isGood)
        #expect(try isAccepted(text) == isGood)
    }

    @Test(
        "takes every inventory here",
        arguments: ["four-hosts.yml", "examples/two-vips.yml", "examples/sudo.yml", "examples/three-balancers.yml"])
    func inventories(file: String) throws {
        #expect(try isAccepted(Repository.text("inventory/\(file)")))
    }

    @Test("describes every key")
    func descriptions() {
        func check(_ keys: [Key], under path: String) {
            for key in keys {
                #expect(key.summary.hasSuffix("."), "\(path)\(key.name)")
                switch key.content {
                case .value: break
                case .section(let keys), .hosts(let keys): check(keys, under: "\(path)\(key.name).")
                }
            }
        }
        check(Inventory.keys, under: "")
    }
}
