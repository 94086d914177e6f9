import Inventory
import Observation
import Rendering

extension Evaluation {
    /// Where a machine has less than its services need (`Needs`).
    func machineFindings() -> [Finding] {
        observed.flatMap { desired, observation in
            let machine = MachineStatus(observation)
            return means(desired, machine) + machine.disks.compactMap { disk($0, desired.host.name) }
                + machine.raids.compactMap { raid($0, desired.host.name) }
        }
    }

    private func means(_ desired: HostConfiguration, _ machine: MachineStatus) -> [Finding] {
        let name = desired.host.name
        var texts: [String] = []
        if machine.cores < Needs.cores { texts.append("\(name) does not tell how many cores it has.") }
        let need = Needs.memoryMiB(desired, inventory)
        let services = list(desired.services.map(\.rawValue))
        if machine.memoryMiB < need {
            let limit = desired.role == .balancer ? "; lower `proxy: {max_connections: …}` or add memory" : ""
            texts.append("\(name) has \(machine.memoryMiB) MiB of memory; \(services) need \(need) MiB\(limit).")
        } else if machine.availableMemoryMiB < Needs.availableMiB {
            texts.append("\(name) has only \(machine.availableMemoryMiB) MiB of its memory left.")
        }
        return texts.map { Finding(.machine, .healthy, host: name, $0) }
    }

    private func disk(_ disk: DiskStatus, _ host: String) -> Finding? {
        let place = "\(host): \(disk.mountPoint) has \(disk.freeMiB) MiB free"
        if disk.freeMiB < Needs.diskFullMiB {
            return Finding(.machine, .degraded, host: host, "\(place): it is full. Make room before the next deploy.")
        }
        guard disk.freeMiB < Needs.diskFreeMiB || disk.freePercent < Needs.diskFreePercent else { return nil }
        return Finding(.machine, .healthy, host: host, "\(place) (\(disk.freePercent) %).")
    }

    private func raid(_ array: RAIDStatus, _ host: String) -> Finding? {
        guard array.isDegraded else { return nil }
        let members = array.members.isEmpty ? "it is not active" : "[\(array.members)]"
        let text = """
            \(host): array \(array.name) (\(array.level)) is degraded, \(members): replace the failed disk \
            (`mdadm --detail /dev/\(array.name)`).
            """
        return Finding(.machine, .degraded, host: host, text)
    }
}
