import Inventory
import TestSupport
import Testing

@testable import Rendering

struct ConfigurationTests {
    private func text(_ path: String, of host: String, _ inventory: Inventory) throws -> String {
        let configuration = try Configuration(inventory)
        let file = try #require(configuration.host(host)?.files.first { $0.path == path })
        guard case .text(let text) = file.content else { return "" }
        return text
    }

    private func haproxy(_ inventory: Inventory) throws -> String {
        try text("/etc/haproxy/haproxy.cfg", of: "server1", inventory)
    }

    private func keepalived(_ inventory: Inventory, of host: String = "server1") throws -> String {
        try text("/etc/keepalived/keepalived.conf", of: host, inventory)
    }

    @Test("with Varnish the balancers ask port 6081, without it port 80")
    func cachePort() throws {
        var inventory = try Inventories.fourHosts()
        #expect(try haproxy(inventory).contains("server web1 10.0.0.100:6081 "))
        inventory.cache = nil
        #expect(try haproxy(inventory).contains("server web1 10.0.0.100:80 "))
    }

    @Test("without Varnish a web server has no file of it, and its unit is unwanted")
    func withoutCache() throws {
        var inventory = try Inventories.fourHosts()
        inventory.cache = nil
        let web = try #require(try Configuration(inventory).host("web1"))
        #expect(web.services == [.apache])
        #expect(web.unwanted == [.varnish, .haproxy, .keepalived])
        #expect(web.packages == ["apache2"])
        #expect(!web.files.contains { $0.path.contains("varnish") })
    }

    @Test("without a site Apache keeps Debian's own document root")
    func withoutSite() throws {
        var inventory = try Inventories.fourHosts()
        inventory.site = nil
        let path = "/etc/apache2/sites-available/000-cluster.conf"
        #expect(try text(path, of: "web1", inventory).contains("DocumentRoot /var/www/html\n"))
    }

    @Test("a cookie keeps a client on its server")
    func cookie() throws {
        var inventory = try Inventories.fourHosts()
        inventory.proxy.cookie = "SERVERID"
        let text = try haproxy(inventory)
        #expect(text.contains("    cookie SERVERID insert indirect nocache httponly\n"))
        #expect(text.contains("weight 1 cookie web2\n"))
    }

    @Test("files that hold a password are readable by root alone, others by all")
    func modes() throws {
        func mode(_ path: String, _ inventory: Inventory) throws -> UInt16? {
            try Configuration(inventory).host("server1")?.files.first { $0.path == path }?.mode
        }
        var inventory = try Inventories.fourHosts()
        #expect(try mode("/etc/haproxy/haproxy.cfg", inventory) == 0o644)
        #expect(try mode("/etc/keepalived/keepalived.conf", inventory) == 0o644)
        inventory.proxy.statistics.login = .init(user: "ops", password: Secret("hidden"))
        inventory.vrrp.authentication = Secret("vrrp")
        #expect(try mode("/etc/haproxy/haproxy.cfg", inventory) == 0o600)
        #expect(try mode("/etc/keepalived/keepalived.conf", inventory) == 0o600)
        #expect(try haproxy(inventory).contains("    stats auth ops:hidden\n"))
        #expect(try keepalived(inventory).contains("        auth_pass vrrp\n"))
    }

    @Test("without preemption, or with a delay before it, every balancer starts as BACKUP (keepalived.conf(5))")
    func backupStates() throws {
        var inventory = try Inventories.fourHosts()
        inventory.vrrp.preempt = false
        #expect(try keepalived(inventory).contains("    state BACKUP\n"))
        #expect(try keepalived(inventory).contains("    nopreempt\n"))
        inventory.vrrp.preempt = true
        inventory.vrrp.preemptDelay = .seconds(30)
        #expect(try keepalived(inventory).contains("    state BACKUP\n"))
        #expect(try keepalived(inventory).contains("    preempt_delay 30\n"))
    }

    @Test("unicast names the balancer itself and every other one")
    func unicast() throws {
        var inventory = try Inventories.fourHosts()
        inventory.balancers.append(Balancer(host: try Inventories.host("server3", "10.0.0.3"), priority: 99))
        inventory.vrrp.unicast = true
        let peers = "    unicast_src_ip 10.0.0.2\n    unicast_peer {\n        10.0.0.1\n        10.0.0.3\n    }\n"
        #expect(try keepalived(inventory, of: "server2").contains(peers))
    }

    @Test("VIPs of both families are two instances that move together, IPv6 in version 3 and without authentication")
    func bothFamilies() throws {
        var inventory = try Inventories.fourHosts()
        inventory.virtualAddresses.append(try Inventories.interfaceAddress("fd00::10", 64))
        inventory.vrrp.authentication = Secret("vrrp")
        let text = try keepalived(inventory)
        #expect(
            text.contains("vrrp_sync_group four-hosts {\n    group {\n        four-hosts\n        four-hosts-ipv6\n"))
        let ipv6 = try #require(text.firstRange(of: "vrrp_instance four-hosts-ipv6"))
        let instance = text[ipv6.lowerBound...]
        #expect(instance.contains("    version 3\n"))
        #expect(instance.contains("        fd00::10/64 dev eth0\n"))
        #expect(!instance.contains("authentication"))
        #expect(try haproxy(inventory).contains("    bind [fd00::10]:80\n"))
        #expect(
            try Configuration(inventory).host("server1")?.sysctls.map(\.key).contains("net.ipv6.ip_nonlocal_bind")
                == true)
    }

    @Test("a changed setting changes the fingerprint that the running haproxy will tell")
    func fingerprint() throws {
        let inventory = try Inventories.fourHosts()
        var changed = inventory
        changed.proxy.timeouts.client = .seconds(45)
        let (before, after) = (try Configuration(inventory), try Configuration(changed))
        #expect(before.haproxyFingerprint != after.haproxyFingerprint)
        #expect(before.keepalivedFingerprint == after.keepalivedFingerprint)
        #expect(try haproxy(inventory).contains("    description four-hosts \(before.haproxyFingerprint)\n"))
    }

    @Test("a priority changes the fingerprint of every balancer's keepalived.conf, so that all files stay alike")
    func keepalivedFingerprint() throws {
        let inventory = try Inventories.fourHosts()
        var changed = inventory
        changed.balancers[1].priority = 50
        #expect(try Configuration(inventory).keepalivedFingerprint != Configuration(changed).keepalivedFingerprint)
    }
}
