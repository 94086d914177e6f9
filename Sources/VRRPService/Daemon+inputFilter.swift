import Addresses
import KeepalivedConf
import Linux
import VRRP

/// `no_accept`: a master has the virtual addresses, and does not take what comes for them (RFC 5798 §6.1, Accept_Mode).
extension Daemon {
    /// Before the addresses are put on: at no time shall a packet for them come through.
    func shield(_ index: Int) {
        guard routers[index].instance.refusesPackets else { return unshield(index) }
        let addresses = routers[index].instance.allAddresses.map { $0.address }
        do throws(LinuxError) {
            var filter = try InputFilter()
            try filter.drop(addresses, table: routers[index].instance.filterTable)
            routers[index].isShielded = true
        } catch {
            complain(
                index, "\(routers[index].instance.location): no_accept: \(error); packets for the addresses are taken")
        }
    }

    /// After they were taken off.
    func unshield(_ index: Int) {
        guard routers[index].isShielded else { return }
        routers[index].isShielded = false
        do throws(LinuxError) {
            var filter = try InputFilter()
            try filter.remove(table: routers[index].instance.filterTable)
        } catch {
            complain(index, "\(error)")
        }
    }
}

extension Instance {
    /// The owner of addresses takes what comes for them, whatever the file says.
    var refusesPackets: Bool { !accepts && priority != RouterSettings.ownerPriority }

    /// `clusterd_4_51_eth0`
    var filterTable: String { "clusterd_\(family == .ipv4 ? 4 : 6)_\(virtualRouterID)_\(interface)" }
}
