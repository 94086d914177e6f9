import Foundation
import Inventory
import Observation
import Rendering
import SSH
import TestSupport
import Testing

@testable import Deployment

struct PlannerTests {
    private let configuration: Configuration
    private let site = SiteManifest(folder: "/srv/site", files: ["index.html": "aa", "style.css": "bb"])

    init() throws {
        configuration = try Configuration(try Inventories.fourHosts())
    }

    private func stamps(_ desired: HostConfiguration) -> [Service: String] {
        Dictionary(uniqueKeysWithValues: desired.services.map { ($0, AppliedStamp($0, desired.files).text) })
    }

    /// Every host as it should be; the VIP on the named balancer.
    private func deployed(vipOn holder: String? = "server1") -> [String: HostObservation] {
        Dictionary(
            uniqueKeysWithValues: configuration.hosts.map { desired in
                let vips = desired.host.name == holder ? configuration.inventory.virtualAddresses : []
                return (
                    desired.host.name,
                    Observations.deployed(
                        desired, of: configuration, site: site, applied: stamps(desired), holds: vips)
                )
            })
    }

    private func plan(_ observed: [String: HostObservation]) -> Plan {
        Planner.plan(configuration, observed: observed, site: site)
    }

    private func plan(_ host: String, _ change: (inout HostObservation) -> Void) throws -> HostPlan {
        var observed = deployed()
        change(&observed[host, default: HostObservation()])
        return try #require(plan(observed).hosts.first { $0.host.name == host })
    }

    @Test("a cluster that is as it should be has an empty plan")
    func nothingToDo() {
        #expect(plan(deployed()).changeCount == 0)
    }

    @Test("fresh hosts get packages, files, kernel parameters, the site and their services")
    func fresh() throws {
        let observed = Dictionary(
            uniqueKeysWithValues: configuration.hosts.map { ($0.host.name, Observations.fresh($0)) })
        let hosts = plan(observed).hosts
        let (web, balancer) = (try #require(hosts.first), try #require(hosts.last))
        #expect(web.packages == ["apache2", "varnish"])
        #expect(web.site == SiteChange(added: ["index.html", "style.css"], isFirst: true))
        #expect(web.services.map(\.action) == [.start, .start])
        #expect(balancer.files.map(\.file.path).contains("/etc/keepalived/keepalived.conf"))
        #expect(balancer.sysctls.map(\.key) == ["net.ipv4.ip_forward", "net.ipv4.ip_nonlocal_bind"])
        #expect(balancer.services.map(\.service) == [.haproxy, .keepalived])
    }

    // MARK: Order

    @Test("at the first start the order is web servers, MASTER, BACKUP")
    func firstOrder() {
        #expect(Planner.order(configuration, deployed(vipOn: nil)) == ["web1", "web2", "server1", "server2"])
    }

    @Test(
        "in a running cluster the balancer that holds the VIP comes last",
        arguments: [("server1", "server2"), ("server2", "server1")])
    func runningOrder(holder: String, standby: String) {
        #expect(Planner.order(configuration, deployed(vipOn: holder)) == ["web1", "web2", standby, holder])
    }

    // MARK: Files

    @Test("an edited haproxy.cfg is replaced and haproxy reloads")
    func editedFile() throws {
        let plan = try plan("server1") {
            $0.files["/etc/haproxy/haproxy.cfg"] = .text("# mine", mode: 0o644, owner: "root:root")
        }
        #expect(plan.files.map(\.file.path) == ["/etc/haproxy/haproxy.cfg"])
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["reload haproxy"])
    }

    @Test("a file with another mode or owner is written anew")
    func modeAndOwner() throws {
        let path = "/etc/sysctl.d/60-cluster.conf"
        for (mode, owner) in [(UInt16(0o666), "root:root"), (0o644, "www-data:root")] {
            let plan = try plan("server1") { observed in
                guard case .text(let text, _, _)? = observed.files[path] else { return }
                observed.files[path] = .text(text, mode: mode, owner: owner)
            }
            #expect(plan.files.map(\.file.path) == [path])
        }
    }

    @Test("a file where a link belongs is replaced by the link")
    func fileForLink() throws {
        let path = "/etc/apache2/sites-enabled/000-cluster.conf"
        let plan = try plan("web1") { $0.files[path] = .text("x", mode: 0o644, owner: "root:root") }
        #expect(plan.files.map(\.file.path) == [path])
    }

    @Test("a changed unit setting restarts the service, which a reload would not make it read")
    func unitSetting() throws {
        let plan = try plan("web1") { $0.files["/etc/systemd/system/varnish.service.d/cluster.conf"] = nil }
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["restart varnish"])
    }

    // MARK: Services

    @Test("a stopped service is started, a failed one too")
    func stopped() throws {
        for state in ["inactive", "failed"] {
            let plan = try plan("server1") { $0.units[.keepalived]?.activeState = state }
            #expect(plan.services.map { "\($0.action) \($0.service)" } == ["start keepalived"])
            #expect(plan.services.first?.reason == "it is \(state)")
        }
    }

    @Test("a service that would not start after a boot is enabled")
    func disabled() throws {
        let plan = try plan("web1") { $0.units[.apache]?.isEnabled = false }
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["enable apache"])
    }

    @Test("a deploy that was cut off before the reload is noticed, though the files are right")
    func cutOff() throws {
        let plan = try plan("web1") { $0.applied[.apache] = nil }
        #expect(plan.files.isEmpty)
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["restart apache"])
    }

    @Test("a haproxy that runs another configuration than the file's is reloaded")
    func runsAnother() throws {
        let plan = try plan("server2") {
            $0.haproxy = HAProxyRuntime(info: "description: four-hosts 000000000000\n", stat: "")
        }
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["reload haproxy"])
    }

    @Test("a keepalived that runs another configuration than the file's is reloaded")
    func keepalivedRunsAnother() throws {
        let plan = try plan("server2") {
            $0.keepalived = KeepalivedRuntime(data: "------< Global definitions >------\n Router ID = other\n")
        }
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["reload keepalived"])
    }

    @Test("Varnish is stopped where the inventory no longer asks for it, if a deploy of ours had started it")
    func unwanted() throws {
        var inventory = try Inventories.fourHosts()
        inventory.cache = nil
        let uncached = try Configuration(inventory)
        var observed = deployed()
        var plan = Planner.plan(uncached, observed: observed, site: site)
        #expect(plan.hosts.first?.services.map { "\($0.action) \($0.service)" } == ["stop varnish"])
        observed["web1"]?.applied[.varnish] = nil
        plan = Planner.plan(uncached, observed: observed, site: site)
        #expect(plan.hosts.first?.services.isEmpty == true)
    }

    @Test("what balancers outside --limit may pass requests to is not stopped")
    func withheldStops() throws {
        var inventory = try Inventories.fourHosts()
        inventory.cache = nil
        var plan = Planner.plan(try Configuration(inventory), observed: deployed(), site: site)
        let all = plan
        #expect(plan.withholdStops(neededBy: []).isEmpty)
        #expect(plan == all)
        let withheld = plan.withholdStops(neededBy: ["server1"])
        #expect(withheld.map { "\($0.host) \($0.service)" } == ["web1 varnish", "web2 varnish"])
        #expect(plan.hosts.filter { $0.role == .web }.flatMap(\.services) == [])
    }

    @Test("a host that was of the other kind lets go of that before it starts anything")
    func formerRole() throws {
        let plan = try plan("server2") { observed in
            observed.units[.apache] = observed.units[.haproxy]
            observed.applied[.apache] = "a b"
            observed.units[.haproxy] = nil
        }
        #expect(plan.servicesOfFormerRole.map(\.service) == [.apache])
        let desired = try #require(configuration.host("server2"))
        let script = String(
            decoding: Activation.command(plan, desired, id: "1", siteCopy: "1.a").input, as: UTF8.self)
        let stop = try #require(script.range(of: "\nact apache2 stop\n"))
        let start = try #require(script.range(of: "\nact haproxy start\n"))
        #expect(stop.lowerBound < start.lowerBound)
        #expect(script.contains("\nkeep_unit apache2 leave active enabled\n"))
        #expect(Activation.stops(plan, id: "1") == nil)
    }

    // MARK: Kernel and site

    @Test("a kernel parameter that was changed by hand is set back")
    func sysctl() throws {
        let plan = try plan("server1") { $0.sysctls["net.ipv4.ip_forward"] = "0" }
        #expect(plan.sysctls == [SysctlChange(key: "net.ipv4.ip_forward", before: "0", after: "1")])
    }

    @Test("a site's changed, missing and extra files are seen, links and extra folders too, and the cache is purged")
    func siteDrift() throws {
        let plan = try plan("web2") {
            $0.site = .present(
                target: "/var/lib/cluster/site/1", files: ["index.html": "00", "extra.html": "cc"],
                directories: ["old"], others: ["link"])
        }
        #expect(
            plan.site
                == SiteChange(
                    added: ["style.css"], changed: ["index.html"], removed: ["extra.html", "link", "old"]))
        #expect(plan.services.map { "\($0.action) \($0.service)" } == ["purge varnish"])
    }
}
