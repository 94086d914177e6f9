import Testing

extension Scenarios {
    @Suite("What was changed by hand on a host")
    struct DriftTests {
        struct Change: Sendable, CustomTestStringConvertible {
            var host: String
            var script: String
            var testDescription: String { "\(host): \(script)" }
        }

        @Test(
            "is mended by the next deploy, and nothing else is touched",
            arguments: [
                Change(host: "server2", script: "echo '# by hand' >>/etc/haproxy/haproxy.cfg"),
                Change(host: "server1", script: "rm /etc/keepalived/keepalived.conf"),
                Change(host: "server2", script: "chmod 666 /etc/keepalived/keepalived.conf"),
                Change(host: "web1", script: "chown www-data /etc/apache2/sites-available/000-cluster.conf"),
                Change(host: "web2", script: "rm /etc/apache2/sites-enabled/000-cluster.conf"),
                Change(host: "web1", script: "systemctl stop varnish"),
                Change(host: "web2", script: "systemctl disable apache2"),
                Change(host: "server1", script: "systemctl disable --now haproxy"),
                Change(host: "server2", script: "systemctl kill -s KILL keepalived"),
                Change(host: "server1", script: "sysctl -w net.ipv4.ip_forward=0"),
                Change(host: "web1", script: "echo extra >/var/www/cluster/extra.html; mkdir /var/www/cluster/folder"),
                Change(host: "web2", script: "rm /var/www/cluster/style.css"),
                Change(host: "web1", script: "echo edited >/var/www/cluster/index.html"),
            ])
        func mended(_ change: Change) async throws {
            let cluster = Cluster(try InventoryFolder())
            try await cluster.settle()
            let before = try await [Host].all.states()
            try await Host(change.host).shell("touch /var/www/beside /etc/haproxy/beside; \(change.script)")
            let outcome = try await cluster.settle()
            #expect(try #require(outcome.changes) > 0)
            let kept = try await Host(change.host).shell(
                "ls /var/www/beside /etc/haproxy/beside; rm -f /var/www/beside /etc/haproxy/beside")
            #expect(!kept.contains("No such file") || !kept.contains("/var/www/beside"))
            #expect(try await [Host].all.states() == before)
            #expect(try await cluster.deploy("--json").changes == 0)
        }
    }
}
