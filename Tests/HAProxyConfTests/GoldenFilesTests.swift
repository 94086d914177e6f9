import Foundation
import Testing

@testable import HAProxyConf

/// The haproxy.cfg that `cluster` renders and the one that Debian installs are taken without a word.
struct GoldenFilesTests {
    static let files: [String] = {
        let folder = repository.appending(path: "Tests/RenderingTests/Golden").path(percentEncoded: false)
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix("/haproxy.cfg") }.sorted().map { folder + "/" + $0 }
    }()

    @Test("there are rendered files to load")
    func present() { #expect(Self.files.count >= 2) }

    @Test("a rendered file is loaded without a warning", arguments: files)
    func rendered(_ path: String) throws {
        let configuration = try load(try String(contentsOfFile: path, encoding: .utf8))
        #expect(configuration.warnings == [])
        #expect(configuration.frontends.count == 1 && configuration.backends.count == 1)
        #expect(configuration.frontends[0].errorPages.map(\.status) == [400, 403, 408, 500, 502, 503, 504])
        #expect(!configuration.backends[0].servers.contains { !$0.check.isEnabled })
        #expect(configuration.backends[0].redispatchInterval == 1)
    }

    @Test("Debian's default file is loaded without a warning")
    func debian() throws {
        let path = repository.appending(path: "Tests/HAProxyConfTests/Samples/debian.cfg")
        let configuration = try load(try String(contentsOf: path, encoding: .utf8))
        #expect(configuration.warnings == [])
        #expect(configuration.global.runtimeSockets.map(\.endpoint) == [.path("/run/haproxy/admin.sock")])
        #expect(configuration.global.chroot == "/var/lib/haproxy" && configuration.global.logs.count == 2)
    }

    /// What the template can render, with a login, a cookie and both families.
    private static let everything = """
        global
            description site 988828f47f8b
            log /dev/log local0
            chroot /var/lib/haproxy
            stats socket /run/haproxy/admin.sock mode 660 level admin
            user haproxy
            group haproxy
            daemon
            maxconn 2000
        defaults
            log global
            mode http
            option httplog
            timeout connect 5s
            timeout client 50s
            timeout server 50s
        frontend website
            bind 10.0.0.10:80
            bind [fd00::10]:80
            stats uri /haproxy?stats
            stats auth admin:s3cr3t
            http-request deny if { src 10.9.0.0/16 }
            default_backend webservers
        backend webservers
            balance leastconn
            cookie SRV insert indirect nocache httponly
            option httpchk GET /
            default-server check inter 1s rise 2 fall 3
            server web1 10.0.0.100:6081 weight 1 cookie web1
            server web2 web2.example.com:6081 weight 2 cookie web2 maxconn 30
            server spare [fd00::99] check port 80 backup disabled
        listen database
            mode tcp
            bind :3306-3315
            server db 10.0.0.5:+1000

        """

    @Test("all that the template can render is taken, and summed up")
    func summary() throws {
        let configuration = try load(Self.everything)
        #expect(
            configuration.warnings.map(\.description) == [
                "h.cfg:32: warning: listen 'database' is in 'mode tcp': 'option httplog' (lines are those of 'option tcplog') "
                    + "has no effect"
            ])
        #expect(
            configuration.summary == """
                h.cfg: 2 frontends, 2 backends, 4 servers
                process, as haproxy:haproxy, in /var/lib/haproxy, at most 2000 connections, commands at \
                /run/haproxy/admin.sock (admin), logs to /dev/log
                frontend 'website': http, on 10.0.0.10:80, [fd00::10]:80, statistics at '/haproxy?stats', 1 rule, to \
                'webservers'
                frontend 'database': tcp, on 0.0.0.0:3306, 0.0.0.0:3307, 0.0.0.0:3308, 0.0.0.0:3309 and 6 more, to 'database'
                backend 'webservers': http, balance leastconn, checked by 'GET /', cookie 'SRV'
                    server 'web1': 10.0.0.100:6081, weight 1, checked every 1s, rise 2, fall 3
                    server 'web2': web2.example.com:6081, weight 2, checked every 1s, rise 2, fall 3, at most 30 connections
                    server 'spare': fd00::99, the client's port, weight 1, checked every 1s, rise 2, fall 3, backup, disabled
                backend 'database': tcp, balance roundrobin, checked by connecting
                    server 'db': 10.0.0.5, the client's port + 1000, weight 1, not checked
                """)
    }
}
