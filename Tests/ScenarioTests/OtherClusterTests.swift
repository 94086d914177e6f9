import Foundation
import Lab
import Testing

/// A cluster of another shape, on a lab of its own that has no package installed yet.
@Suite(
    .tags(.lab), .serialized, .enabled(if: ScenarioLab.isPossible, ScenarioLab.reason), .timeLimit(.minutes(5)))
struct OtherClusterTests {
    private static func inventory(_ vips: String) throws -> InventoryFolder {
        try InventoryFolder(
            text: """
                version: 1
                name: small
                ssh: {user: deploy, become: sudo}
                balancers:
                  lb1: 10.0.0.1
                  lb2: 10.0.0.2
                  lb3: 10.0.0.3
                web:
                  web1: 10.0.0.100
                cache: varnish
                site: site
                \(vips)
                """)
    }

    @Test(
        """
        three balancers with 1 core and 256 MB, unicast and sudo: deployed, though the first deploy was killed while it \
        installed packages, rolled back to what the hosts were before \
        any deploy, and deployed again with an IPv6 VIP
        """)
    func small() async throws {
        let name = "\(ScenarioLab.name)-small"
        let unicast = Cluster(try Self.inventory("vips: 10.0.0.10\nvrrp: {unicast: true}"), lab: name)
        let both = Cluster(try Self.inventory("vips: [10.0.0.10, \"fd00::10/64\"]"), lab: name)
        do {
            try await both.succeed(
                "lab", "up", "--name", name, "-i", both.inventory.file, "--memory", "256", "--cpus", "1")
            let hosts = ["lb1", "lb2", "lb3", "web1"].map { Host($0, lab: name) }
            try await killed(unicast, hosts)
            try await deploys(unicast, ["10.0.0.10"], hosts)
            try await startedInOrder(hosts)
            try await rollsBack(unicast, hosts)
            try await deploys(both, ["10.0.0.10", "fd00::10"], hosts)
        } catch {
            try await Lab(name: name).down { _ in }
            throw error
        }
        try await Lab(name: name).down { _ in }
    }

    /// What the package managers are at goes on without the operator; the next deploy waits for it.
    private func killed(_ cluster: Cluster, _ hosts: [Host]) async throws {
        let (code, errors) = try await cluster.deploy { deploy in
            try await deploy.says("web1: observe")
            try await eventually("packages are installed on lb1", within: .seconds(60)) {
                try await !hosts[0].shell("pgrep -x dpkg").isEmpty
            }
            deploy.send(SIGKILL)
        }
        #expect(code == 128 + SIGKILL, "\(errors)")
    }

    private func deploys(_ cluster: Cluster, _ vips: [String], _ hosts: [Host]) async throws {
        let outcome = try await cluster.deploy("--json")
        try #require(outcome.exitCode == 0, "\(outcome)")
        try await isServed(cluster, vips, hosts)
        #expect(try await cluster.deploy("--json").changes == 0)
        let status = try await cluster.status()
        #expect(status.exitCode == 0, "\(status)")
    }

    private func rollsBack(_ cluster: Cluster, _ hosts: [Host]) async throws {
        try await cluster.rollback()
        for host in hosts {
            let left = try await host.shell(
                """
                ls /etc/sysctl.d/60-cluster.conf /etc/keepalived/keepalived.conf /var/www/cluster \\
                    /etc/apache2/sites-enabled/000-cluster.conf /etc/systemd/system/varnish.service.d/cluster.conf \\
                    2>/dev/null
                grep -l 'Written by cluster' -rs /etc
                systemctl is-active apache2 varnish haproxy keepalived | grep -x active
                cat /proc/sys/net/ipv4/ip_nonlocal_bind
                """)
            #expect(left == "0", "\(host.name)")
        }
    }

    /// The MASTER before the BACKUPs, haproxy before keepalived.
    private func startedInOrder(_ hosts: [Host]) async throws {
        var times: [Double] = []
        for host in hosts.prefix(3) {
            for unit in ["haproxy", "keepalived"] {
                let text = try await host.shell("systemctl show -P ActiveEnterTimestampMonotonic \(unit)")
                times.append(try #require(Double(text)))
            }
        }
        #expect(times == times.sorted())
    }

    private func isServed(_ cluster: Cluster, _ addresses: [String], _ hosts: [Host]) async throws {
        for address in addresses {
            try await eventually("\(address) serves the page") {
                await Client(address: address, lab: cluster.lab).get()
                    == .success(Client.Reply(status: 200, body: InventoryFolder.page))
            }
            try await eventually("\(address) is on lb1 alone") { try await hosts.holders(of: address) == ["lb1"] }
        }
    }
}
