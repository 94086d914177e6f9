import Addresses
import KeepalivedConf
import Linux
import VRRP

/// `use_vmac`: a virtual router's addresses live on an interface of their own (a macvlan) that has the virtual router's
/// hardware address (RFC 5798 §7.3). Neighbours keep their ARP entry when the master changes; only the switch learns.
extension Daemon {
    /// Makes the macvlan of every virtual router that wants one, and takes away those that nobody wants any more.
    func arrangeVirtualMACs() {
        for index in routers.indices { makeVirtualMAC(index) }
        let wanted = Set(routers.compactMap { $0.instance.virtualMAC?.interface })
        for name in virtualLinks.keys where !wanted.contains(name) { removeVirtualMAC(name) }
    }

    private func makeVirtualMAC(_ index: Int) {
        guard let wish = routers[index].instance.virtualMAC, let base = routers[index].link else { return }
        let address = HardwareAddress(bytes: wish.address)
        if let present = interfaces.link(named: wish.interface) {
            // Made before: by us, or by a predecessor that was killed.
            if present.parent == base.index, present.hardwareAddress == address {
                virtualLinks[wish.interface] = present.index
                openTransmitter(index, present)
                return
            }
            guard virtualLinks[wish.interface] != nil else {
                return complain(
                    index, "\(wish.location): there is an interface \(wish.interface) already, and it is not ours")
            }
            removeVirtualMAC(wish.interface)
        }
        do throws(LinuxError) {
            let link = try kernel.createMacvlan(wish.interface, on: base.index, hardwareAddress: address)
            virtualLinks[wish.interface] = link.index
            interfaces.insert(link)
            try settle(link, over: base)
            try kernel.setLink(link.index, up: true)
            openTransmitter(index, link)
        } catch {
            complain(index, "\(wish.location): \(error)")
        }
    }

    /// Each of the two interfaces speaks ARP for its own addresses only, with its own hardware address; and packets may
    /// come in by the macvlan whose sender the base interface leads to.
    private func settle(_ link: Link, over base: Link) throws(LinuxError) {
        try Sysctl.interface("ipv4", link.name, "arp_ignore").set("1")
        try Sysctl.interface("ipv4", link.name, "rp_filter").set("0")
        let settings: [(StaticString, String)] = [("arp_ignore", "1"), ("arp_filter", "1"), ("arp_announce", "2")]
        for (setting, value) in settings {
            let sysctl = Sysctl.interface("ipv4", base.name, setting)
            let before = try sysctl.value()
            guard before == "0" else { continue }
            try sysctl.set(value)
            baseSettings.append((sysctl, before))
        }
    }

    /// Advertisements go out by the macvlan, so that switches learn where its hardware address is.
    private func openTransmitter(_ index: Int, _ link: Link) {
        routers[index].transmitter = nil
        guard let wish = routers[index].instance.virtualMAC, !wish.transmitsOnBase else { return }
        do throws(LinuxError) {
            // It receives nothing: no virtual router passes its filter.
            routers[index].transmitter = try AdvertisementSocket(
                .init(family: routers[index].instance.family, link: link.index), groups: [], routers: [index],
                routerIDs: [])
        } catch {
            complain(index, "\(wish.location): \(error)")
        }
    }

    private func removeVirtualMAC(_ name: String) {
        guard let index = virtualLinks.removeValue(forKey: name) else { return }
        for router in routers.indices where routers[router].instance.virtualMAC?.interface == name {
            routers[router].transmitter = nil
        }
        if let link = interfaces.link(index) { interfaces.remove(link) }
        _ = try? kernel.removeLink(index)
    }

    /// At the end: no macvlan stays, and the interfaces below are as they were.
    func removeVirtualMACs() {
        for name in virtualLinks.keys { removeVirtualMAC(name) }
        for (sysctl, before) in baseSettings { try? sysctl.set(before) }
        baseSettings = []
    }

    /// What `use_vmac` cannot do here.
    func virtualMACProblem(of instance: Instance) -> String? {
        guard let wish = instance.virtualMAC else { return nil }
        if instance.family == .ipv6, !wish.transmitsOnBase {
            return """
                \(wish.location): use_vmac with IPv6 needs vmac_xmit_base: advertisements come from the link-local address \
                of \(instance.interface)
                """
        }
        return nil
    }
}
