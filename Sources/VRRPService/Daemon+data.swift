internal import Addresses
internal import CLinux
import KeepalivedConf
import Linux
import VRRP

/// SIGUSR1: the state in the form of keepalived's data file, for programs that read that one. The password is not in it.
extension Daemon {
    func writeData() {
        let text = data
        do throws(LinuxError) {
            try File.write(Array(text.utf8).span, to: options.dataFile, mode: 0o600, waitsForDisk: false)
            log.log(.information, "the state is in \(options.dataFile)")
        } catch {
            log.log(.error, "\(error)")
        }
    }

    private var data: String {
        let head = """
            ------< Global definitions >------
             Router ID = \(status.routerID)
             VRRP IPv4 mcast group = \(configuration.global.multicastGroup4)
             VRRP IPv6 mcast group = \(configuration.global.multicastGroup6)
             Script security \(configuration.global.isScriptSecurityEnabled ? "enabled" : "disabled")
            ------< VRRP Topology >------

            """
        return head + routers.map(data).joined() + "------< VRRP Sockpool >------\n"
    }

    private func data(_ router: RunningRouter) -> String {
        let instance = router.instance
        let machine = router.machine
        let changed = wall(machine.transitions.last?.at ?? started)
        let addresses = instance.virtualAddresses.map { address in
            "     \(address.text) dev \(address.interface) scope \(address.scope)\(router.isMaster ? " set" : "")\n"
        }
        return """
             VRRP Instance = \(instance.name)
               VRRP Version = \(instance.version.rawValue)
               State = \(machine.role.word)
               Last transition = \(Self.seconds(changed)) (\(WallClock.text(changed)))
               Interface = \(instance.interface)
               Using src_ip = \(machine.settings.primaryAddress)
               Virtual Router ID = \(instance.virtualRouterID)
               Priority = \(instance.priority)
               Effective priority = \(machine.effectivePriority)
               Advert interval = \(instance.advertisementInterval.words)
               Preempt = \(instance.preempts ? "enabled" : "disabled")
               Virtual IP (\(addresses.count)):
            \(addresses.joined())
            """
    }

    /// `1795509487.648293`
    private static func seconds(_ nanoseconds: Int64) -> String {
        let micro = String(nanoseconds % 1_000_000_000 / 1000)
        return "\(nanoseconds / 1_000_000_000).\(String(repeating: "0", count: 6 - micro.count))\(micro)"
    }
}
