import Addresses
import Testing

@testable import HAProxyConf

/// `global` (configuration.txt §3).
struct GlobalTests {
    @Test("every keyword is read")
    func everything() throws {
        let global = try global(
            """
            description  two  words
             node lb1
             log /dev/log local0
             log-tag web
             chroot /var/lib/haproxy
             user haproxy
             gid 33
             daemon
             pidfile /run/p
             maxconn 2000
             nbthread 4
             hard-stop-after 30s
             spread-checks 5
             stats socket /run/a.sock mode 660 level admin user root gid 0
             stats socket ipv4@127.0.0.1:9999
             stats timeout 30s
             stats maxconn 20
            """)
        #expect(global.description == "two words" && global.node == "lb1" && global.logs.count == 1)
        #expect(global.logTag == "web" && global.chroot == "/var/lib/haproxy" && global.user == .name("haproxy"))
        #expect(
            global.group == .id(33) && global.isDaemon && global.pidFile == "/run/p" && global.maxConnections == 2000)
        #expect(global.threads == 4 && global.hardStopAfter == .seconds(30) && global.spreadChecks == 5)
        #expect(global.runtimeTimeout == .seconds(30) && global.runtimeMaxConnections == 20)
        let socket = global.runtimeSockets[0]
        #expect(socket.endpoint == .path("/run/a.sock") && socket.mode == 0o660 && socket.level == .admin)
        #expect(socket.user == .name("root") && socket.group == .id(0))
        #expect(global.runtimeSockets[1].endpoint == .ip(.init(v4: 0x7F00_0001), port: 9999))
        #expect(global.runtimeSockets[1].level == .operator && global.runtimeSockets[1].mode == nil)
    }

    @Test("what is not said is as HAProxy has it")
    func defaults() throws {
        let global = try global("")
        #expect(global.maxConnections == nil && global.threads == nil && !global.isDaemon && global.user == nil)
        #expect(global.runtimeTimeout == .seconds(10) && global.runtimeMaxConnections == 10 && global.spreadChecks == 0)
    }

    @Test("several sections add up, and a keyword is given once")
    func sections() throws {
        let text = "global\n maxconn 1\nglobal\n nbthread 2\nfrontend f\n bind :80\n"
        #expect(try load(text).global.maxConnections == 1)
        #expect(
            errors("global\n maxconn 1\nglobal\n maxconn 2\n")
                == ["h.cfg:4: 'maxconn' is already given at h.cfg:2: only one of them can hold"])
    }

    @Test(
        "what is wrong is told",
        arguments: [
            ("nbthread 65", "'nbthread' wants a number from 1 to 64, not '65'"),
            ("maxconn 10k", "'maxconn' wants a number, at least 0, not '10k'"), ("daemon x", "takes no more: 'x'"),
            ("stats socket /x mode 999", "'mode' wants an octal mode, as 660, not '999'"),
            ("stats socket /x level root", "'level' wants 'user', 'operator' or 'admin', not 'root'"),
            (
                "stats socket /x expose-fd listeners",
                "'expose-fd' after 'stats socket' is not supported by clusterd: remove it"
            ),
            ("stats socket x", "'x' has no port"), ("stats timeout 0", "wants a time of at least 1ms"),
            ("log global", "'log global' is for proxies"),
            ("tune.bufsize 1", "'tune.bufsize' in global is not supported"),
            ("lua-load x", "'lua-load' in global is not supported"), ("nbproc 2", "HAProxy removed it in 2.5"),
            ("option httplog", "unknown keyword 'option' in global"), ("no log x", "'no log' takes no argument"),
            ("stats socket /x ssl", "'ssl' after 'stats socket' is not supported"),
        ])
    func refused(_ line: String, _ expected: String) {
        let told = Place.global.errors(line)
        #expect(told.count == 1 && told[0].contains(expected), "\(told)")
    }

    @Test("what configures TLS alone is read and has no effect")
    func tls() throws {
        _ = try global(
            "ca-base /a\n crt-base /b\n ssl-default-bind-ciphers X\n ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets"
        )
    }
}
