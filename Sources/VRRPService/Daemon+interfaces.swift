import Addresses
import KeepalivedConf
import Linux
import VRRP

/// What the kernel tells of links and addresses. A link that goes down is a fault at once.
extension Daemon {
    func readInterfaces() throws(LinuxError) {
        interfaces = InterfaceTable(links: try kernel.links(), addresses: try kernel.addresses())
    }

    func takeKernelEvents() throws(LinuxError) {
        var needsReview = false
        while let event = try kernelEvents.next() {
            needsReview = true
            switch event {
            case .link(let link): interfaces.insert(link)
            case .linkGone(let link): interfaces.remove(link)
            case .address(let address): interfaces.insert(address)
            case .addressGone(let address):
                interfaces.remove(address)
                restore(address)
            case .lost: try readInterfaces()
            }
        }
        if needsReview { reviewInterfaces(.now) }
    }

    /// Brings all virtual routers to what the interfaces are now.
    func reviewInterfaces(_ now: Instant) {
        let before = routers.map { $0.link?.index }
        for index in routers.indices { routers[index].link = interfaces.link(named: routers[index].instance.interface) }
        if routers.map({ $0.link?.index }) != before {
            arrangeVirtualMACs()
            openSockets()
        }
        for index in routers.indices {
            followInterfaces(index)
            followSource(index, now)
            review(index, now)
        }
    }

    private func followInterfaces(_ index: Int) {
        for (item, follower) in routers[index].followers.enumerated() {
            guard case .interface(let name) = follower.subject else { continue }
            let isUp = interfaces.link(named: name)?.isReady ?? false
            _ = routers[index].tracking.set(item, isUp: isUp != follower.isInverted)
        }
    }

    /// The address that adverts come from has changed, or has come.
    private func followSource(_ index: Int, _ now: Instant) {
        guard let source = interfaces.sourceAddress(of: routers[index].instance),
            source != routers[index].machine.settings.primaryAddress
        else { return }
        log.log(.information, "(\(routers[index].instance.name)) advertisements come from \(source)")
        var settings = routers[index].machine.settings
        settings.primaryAddress = source
        perform(
            routers[index].machine.reload(settings, effectivePriority: effectivePriority(of: index), now: now), index,
            now)
        renewGuardian()
    }

    /// Somebody has taken away an address that we put there and want to keep.
    private func restore(_ gone: AssignedAddress) {
        let held = HeldAddress(address: gone.address, linkIndex: gone.linkIndex)
        // Ours, told late: taken off and put on again since.
        let present = (try? kernel.addresses(of: gone.linkIndex)) ?? []
        guard !present.contains(where: { $0.address == gone.address }) else { return }
        for index in routers.indices where routers[index].isMaster && routers[index].held.contains(held) {
            log.log(
                .warning,
                "(\(routers[index].instance.name)) somebody removed \(gone.address) from "
                    + "\(interfaces.link(gone.linkIndex)?.name ?? "its interface"); putting it back")
            routers[index].held.removeAll { $0 == held }
            for address in routers[index].instance.allAddresses where address.interfaceAddress == gone.address {
                put(address, index)
            }
            queueAnnouncements(index, rounds: 1)
        }
    }
}
