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
        } catch {
            complain(index, "\(wish.location): \(error)")
        }
    }

    /// Each of the two interfaces speaks ARP for its own addresses only, with its own hardware address; and packets may
    /// come in by the macvlan whose sender the base interface leads to.
    private func settle(_ link: Link, over base: Link) throws(LinuxError) {
        try Sysctl.interface("ipv4", link.name, "arp_ignore").set("1")
        // The greater of this and `all` counts; 2 asks only that there be a way back by any interface.
        try Sysctl.interface("ipv4", link.name, "rp_filter").set("2")
        let settings: [(StaticString, String)] = [("arp_ignore", "1"), ("arp_filter", "1"), ("arp_announce", "2")]
        for (setting, value) in settings {
            let sysctl = Sysctl.interface("ipv4", base.name, setting)
            let before = try sysctl.value()
            guard before == "0" else { continue }
            try sysctl.set(value)
            baseSettings.append((sysctl, before))
        }
    }

    /// By which interface a virtual router speaks: with `use_vmac` by its macvlan, so that switches learn where its
    /// hardware address is. It must listen there too: the kernel hands a frame that comes from a macvlan's own address to
    /// that macvlan alone, and the other routers send from the same one.
    func speakingLink(of router: RunningRouter) -> Link? {
        guard let wish = router.instance.virtualMAC, !wish.transmitsOnBase else { return router.link }
        return virtualLinks[wish.interface].flatMap { interfaces.link($0) }
    }

    private func removeVirtualMAC(_ name: String) {
        guard let index = virtualLinks.removeValue(forKey: name) else { return }
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
