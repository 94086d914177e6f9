import Addresses
import Fleet
import Inventory
import Observation
import Rendering

extension Evaluation {
    func hosts() -> [HostStatus] {
        configuration.hosts.compactMap { desired in
            let name = desired.host.name
            let observation = observations[name]
            let failure = failure(of: name)
            guard observation != nil || failure != nil else { return nil }
            var host = HostStatus(
                name: name, address: "\(desired.host.address.address)", role: desired.role.rawValue,
                isReachable: observation != nil, error: observation == nil ? failure.map { "\($0)" } : nil)
            guard let observation else { return host }
            host.machine = MachineStatus(observation)
            host.services = desired.services.map { ServiceStatus($0, observation.units[$0] ?? UnitState()) }
            host.vrrp = observation.keepalived?.instances.map(VRRPStatus.init) ?? []
            host.running = RunningConfiguration.all(configuration, observation)
            return host
        }
    }

    /// Hosts that could not be asked, and those that could not answer everything.
    func hostFindings() -> [Finding] {
        let silent = failures.filter { observations[$0.host] == nil }.map { failure in
            Finding(.host, .degraded, host: failure.host, "\(failure)")
        }
        let unprivileged = observed.filter { !$0.observation.isRoot }.map { desired, _ in
            let text = """
                \(desired.host.name): commands do not run as root, so haproxy and keepalived cannot be asked: log in as \
                root, or set `ssh: {become: sudo}` in the inventory.
                """
            return Finding(.host, .healthy, host: desired.host.name, text)
        }
        return silent + unprivileged
    }
}

extension MachineStatus {
    init(_ observation: HostObservation) {
        let machine = observation.machine
        self.init(
            operatingSystem: observation.operatingSystem.name, cores: machine.cores,
            memoryMiB: machine.memoryKiB / 1024, availableMemoryMiB: machine.availableMemoryKiB / 1024,
            uptimeSeconds: machine.uptime,
            disks: machine.disks.map {
                DiskStatus(
                    mountPoint: $0.mountPoint, device: $0.device, sizeMiB: $0.sizeKiB / 1024, freeMiB: $0.freeKiB / 1024
                )
            },
            raids: machine.raids.map {
                RAIDStatus(name: $0.name, level: $0.level, members: $0.members, isDegraded: $0.isDegraded)
            })
    }
}

extension ServiceStatus {
    init(_ service: Service, _ unit: UnitState) {
        self.init(
            name: service.rawValue, state: unit.isLoaded ? unit.activeState : "not installed",
            isActive: unit.isActive, isEnabled: unit.isEnabled, restarts: unit.restarts)
    }
}

extension VRRPStatus {
    init(_ instance: KeepalivedRuntime.Instance) {
        self.init(
            instance: instance.name, state: instance.state, priority: instance.priority,
            effectivePriority: instance.effectivePriority, interface: instance.interface,
            virtualRouterID: instance.virtualRouterID, lastTransition: instance.lastTransition)
    }
}
