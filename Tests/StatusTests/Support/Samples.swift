import Addresses
import Fleet
import Inventory
@testable import Observation
import Rendering
import SSH
import TestSupport

@testable import Status

/// The four hosts, and what they say when all is well: tests then make one thing wrong.
enum Sample {
    static let vip = address("10.0.0.10")

    static func address(_ text: String) -> IPAddress {
        guard let address = IPAddress(text) else { preconditionFailure("\(text) is no address") }
        return address
    }

    static func host(_ name: String, _ text: String) -> Host {
        Host(name: name, address: InterfaceAddress(address: address(text), prefixLength: 24))
    }

    static var inventory: Inventory {
        Inventory(
            name: "demo", file: "demo.yml",
            balancers: [
                Balancer(host: host("server1", "10.0.0.1"), priority: 101),
                Balancer(host: host("server2", "10.0.0.2"), priority: 100),
            ],
            webServers: [
                WebServer(host: host("web1", "10.0.0.100")), WebServer(host: host("web2", "10.0.0.200")),
            ],
            virtualAddresses: [InterfaceAddress(address: vip, prefixLength: 24)], site: "/srv/site")
    }

    static let site = SiteManifest(
        folder: "/srv/site", files: ["index.html": "aa", "css/style.css": "bb"], directories: ["css"])
}

/// A cluster in a state that a test describes.
struct Situation {
    var configuration: Configuration
    var observations: [String: HostObservation] = [:]
    var failures: [HostError] = []
    var pages: [IPAddress: PageResult] = [:]
    var site: SiteManifest? = Sample.site

    /// Healthy: server1 is MASTER and holds the VIP.
    init(_ inventory: Inventory = Sample.inventory) throws {
        configuration = try Configuration(inventory)
        for desired in configuration.hosts { observations[desired.host.name] = healthy(desired) }
        for vip in inventory.virtualAddresses { serve(vip.address) }
        give("server1", inventory.virtualAddresses)
    }

    var status: ClusterStatus {
        .evaluate(configuration, observations: observations, failures: failures, pages: pages, site: site)
    }

    mutating func serve(_ address: IPAddress, status: Int = 200) {
        let response = HTTPResponse(
            status: status, reason: "OK", content: Array("<title>The four hosts</title>".utf8))
        pages[address] = PageResult(
            url: "http://\(address)/", outcome: .answered(response), time: .milliseconds(3))
    }

    mutating func failPage(_ reason: String = "no connection within 1s") {
        pages[Sample.vip] = PageResult(url: "http://10.0.0.10/", outcome: .failed(reason), time: .seconds(1))
    }

    mutating func give(_ host: String, _ vips: [InterfaceAddress]? = nil) {
        for vip in vips ?? configuration.inventory.virtualAddresses {
            observations[host]?.addresses.append(ObservedAddress(interface: "eth0", address: vip))
        }
    }

    mutating func take(_ host: String) {
        observations[host]?.addresses.removeAll { $0.address.address == Sample.vip }
    }

    mutating func lose(_ host: String) {
        observations[host] = nil
        failures.append(
            HostError(
                host: host,
                reason: .connection(
                    SSHError(host: host, address: "10.0.0.1:22", reason: .connectTimeout(.reach, limit: .seconds(5))))))
    }

    mutating func setVRRP(_ host: String, _ state: String) {
        for index in observations[host]?.keepalived?.instances.indices ?? 0..<0 {
            observations[host]?.keepalived?.instances[index].state = state
        }
    }

    mutating func setBackend(_ server: String, on balancers: [String], _ status: String, check: String) {
        for balancer in balancers {
            guard let index = observations[balancer]?.haproxy?.servers.firstIndex(where: { $0.name == server }) else {
                preconditionFailure("\(balancer) has no \(server)")
            }
            observations[balancer]?.haproxy?.servers[index].status = status
            observations[balancer]?.haproxy?.servers[index].checkStatus = check
        }
    }

    // MARK: What is right

    private func healthy(_ desired: HostConfiguration) -> HostObservation {
        var observation = Observations.deployed(desired, of: configuration, site: Sample.site)
        observation.machine.cores = 1
        observation.machine.memoryKiB = 245 << 10
        observation.machine.availableMemoryKiB = 120 << 10
        observation.machine.uptime = 4000
        observation.machine.disks = [
            Machine.Disk(device: "/dev/vda1", mountPoint: "/", sizeKiB: 8 << 20, freeKiB: 6 << 20)
        ]
        if desired.role == .balancer { addPrograms(&observation, desired) }
        return observation
    }

    static var running: UnitState {
        var unit = UnitState()
        unit.isLoaded = true
        unit.isEnabled = true
        unit.activeState = "active"
        return unit
    }

    private func addPrograms(_ observation: inout HostObservation, _ desired: HostConfiguration) {
        let inventory = configuration.inventory
        observation.haproxy?.servers = inventory.webServers.map {
            HAProxyRuntime.Server(
                backend: "webservers", name: $0.host.name, status: "UP", checkStatus: "L7OK", sinceSeconds: 63,
                currentSessions: 0)
        }
        let isMaster = desired.host.name == "server1"
        let families = Set(inventory.virtualAddresses.map(\.address.family))
        observation.keepalived?.instances = [.ipv4, .ipv6].filter(families.contains).map { family in
            KeepalivedRuntime.Instance(
                name: family == .ipv6 ? "demo-ipv6" : "demo", state: isMaster ? "MASTER" : "BACKUP",
                priority: isMaster ? 101 : 100, effectivePriority: isMaster ? 101 : 100, interface: "eth0",
                virtualRouterID: 51, lastTransition: 0)
        }
    }
}
