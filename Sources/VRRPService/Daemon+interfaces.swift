import Addresses
import KeepalivedConf
import Linux
import VRRP

/// What the kernel tells of links and addresses. A link that goes down is a fault at once.
extension Daemon {
    func readInterfaces() throws(LinuxError) {
        interfaces = InterfaceTable(
            links: try kernel.links(), addresses: try kernel.addresses(),
            virtualAddresses: configuration.virtualAddresses)
    }

    func takeKernelEvents() throws(LinuxError) {
        var (needsReview, isLost, isSomethingGone, hasLinks) = (false, false, false, false)
        while let event = try kernelEvents.next() {
            needsReview = true
            switch event {
            case .link(let link):
                interfaces.insert(link)
                hasLinks = true
            case .linkGone(let link):
                interfaces.remove(link)
                isSomethingGone = true
            case .address(let address): interfaces.insert(address)
            case .addressGone(let address):
                interfaces.remove(address)
                isSomethingGone = true
            case .lost: isLost = true
            }
        }
        // Only now: the events that waited are older than what a list tells.
        if isLost { return relist(.now) }
        if needsReview { settle(isSomethingGone ? missingAddresses() : [], hasLinks: hasLinks, .now) }
    }

    /// Lists everything anew, since events were lost. If that fails, what is known stays, and it is tried again.
    func relist(_ now: Instant) {
        relistsAt = nil
        do throws(LinuxError) {
            try readInterfaces()
        } catch {
            log.log(.error, "\(error); trying again in a second")
            relistsAt = now + .seconds(1)
        }
        settle(missingAddresses(), hasLinks: true, now)
    }

    /// First what follows for the virtual routers, so that nothing is put back for one that gives its addresses up.
    private func settle(_ missing: [(index: Int, held: HeldAddress)], hasLinks: Bool, _ now: Instant) {
        reviewInterfaces(now)
        for (index, held) in missing { restore(held, index) }
        guard hasLinks else { return }
        for index in routers.indices where routers[index].isMaster { complete(index) }
    }

    /// Brings all virtual routers to what the interfaces are now.
    func reviewInterfaces(_ now: Instant) {
        let before = routers.map { $0.link?.index }
        for index in routers.indices { routers[index].link = interfaces.link(named: routers[index].instance.interface) }
        let isDeaf = routers.contains { $0.link != nil && $0.socket == nil }
        if isDeaf || routers.map({ $0.link?.index }) != before {
            arrangeVirtualMACs()
            openSockets()
        }
        var hasNewSource = false
        for index in routers.indices {
            followInterfaces(index)
            if followSource(index, now) { hasNewSource = true }
            review(index, now)
        }
        if hasNewSource { renewGuardian() }
    }

    private func followInterfaces(_ index: Int) {
        for (item, follower) in routers[index].followers.enumerated() {
            guard case .interface(let name) = follower.subject else { continue }
            let isUp = interfaces.link(named: name)?.isReady ?? false
            _ = routers[index].tracking.set(item, isUp: isUp != follower.isInverted)
        }
    }

    /// The address that adverts come from has changed, or has come.
    ///
    /// - Returns: whether it has.
    private func followSource(_ index: Int, _ now: Instant) -> Bool {
        guard let source = interfaces.sourceAddress(of: routers[index].instance),
            source != routers[index].machine.settings.primaryAddress
        else { return false }
        log.log(.information, "(\(routers[index].instance.name)) advertisements come from \(source)")
        var settings = routers[index].machine.settings
        settings.primaryAddress = source
        adopt(settings, index, now)
        return true
    }

    // MARK: Addresses that others take away

    /// What masters hold and no interface has.
    private func missingAddresses() -> [(index: Int, held: HeldAddress)] {
        routers.indices.filter { routers[$0].isMaster }.flatMap { index in
            routers[index].held.filter { !interfaces.has($0.address, $0.linkIndex) }.map { (index, $0) }
        }
    }

    /// Somebody has taken away an address that we put there and want to keep.
    private func restore(_ held: HeldAddress, _ index: Int) {
        guard routers[index].isMaster, routers[index].held.contains(held) else { return }
        routers[index].held.removeAll { $0 == held }
        for address in routers[index].instance.allAddresses
        where address.interfaceAddress == held.address && address.isTracked {
            complain(index, "somebody removed \(address.text) from \(address.interface); putting it back")
            put(address, index)
            queueAnnouncements(index, rounds: 1)
        }
    }

    /// Puts what could not be put before, since its interface was not there.
    private func complete(_ index: Int) {
        for address in routers[index].instance.allAddresses where address.isTracked {
            guard let link = interfaces.link(named: address.interface) else { continue }
            let held = HeldAddress(address: address.interfaceAddress, linkIndex: link.index)
            guard !routers[index].held.contains(held) else { continue }
            put(address, index)
            if routers[index].held.contains(held) { queueAnnouncements(index, rounds: 1) }
        }
    }
}
