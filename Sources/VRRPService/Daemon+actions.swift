import Addresses
import KeepalivedConf
import Linux
import VRRP

/// What state machines ask for, done to this host.
extension Daemon {
    func perform(_ actions: borrowing Actions, _ index: Int, _ now: Instant) {
        for number in 0..<actions.count {
            switch actions[number] {
            case .sendAdvertisement(let priority): send(index, priority: priority, now)
            case .armTimer(let moment): routers[index].deadline = moment
            case .disarmTimer: routers[index].deadline = nil
            case .addAddresses: putAddresses(index)
            case .removeAddresses: takeAddresses(index)
            case .replaceAddresses: replaceAddresses(index)
            case .announce(let rounds): queueAnnouncements(index, rounds: rounds)
            case .notify(let transition): told(transition, index)
            case .note(let notice): note(notice, index, now)
            }
        }
    }

    // MARK: Addresses and routes

    private func putAddresses(_ index: Int) {
        shield(index)
        for address in routers[index].instance.allAddresses { put(address, index) }
        for route in routers[index].instance.routes { put(route, index) }
    }

    func put(_ address: VirtualAddress, _ index: Int) {
        guard let link = interfaces.link(named: interfaceName(of: address, index)) else {
            complain(index, "\(address.location): there is no interface \(address.interface) for \(address.text)")
            return
        }
        let assigned = address.interfaceAddress
        do throws(LinuxError) {
            let settings = AddressSettings(
                scope: RouteScope(rawValue: address.scope.value), label: address.label,
                skipsDuplicateDetection: !address.detectsDuplicates, skipsPrefixRoute: !address.makesPrefixRoute,
                origin: Self.origin, broadcast: address.broadcast, preferredLifetime: address.preferredLifetime)
            try kernel.addAddress(assigned, to: link.index, settings)
            let held = HeldAddress(address: assigned, linkIndex: link.index)
            if !routers[index].held.contains(held) { routers[index].held.append(held) }
        } catch {
            complain(index, "\(address.location): \(error)")
        }
    }

    private func put(_ route: VirtualRoute, _ index: Int) {
        let kernelRoute = Route(route, link: route.interface.flatMap { interfaces.link(named: $0)?.index })
        do throws(LinuxError) {
            _ = try kernel.addRoute(kernelRoute)
            if !routers[index].heldRoutes.contains(kernelRoute) { routers[index].heldRoutes.append(kernelRoute) }
        } catch {
            complain(index, "\(route.location): \(error)")
        }
    }

    func takeAddresses(_ index: Int) {
        pacers.keys.forEach { pacers[$0]?.cancel(router: index) }
        let (addresses, routes) = (routers[index].held, routers[index].heldRoutes)
        // Forgotten first: what the kernel tells of their removal is no news then.
        routers[index].held = []
        routers[index].heldRoutes = []
        for route in routes.reversed() { remove(route, index) }
        for held in addresses { remove(held, index) }
        unshield(index)
    }

    private func remove(_ held: HeldAddress, _ index: Int) {
        guard !isHostsOwn(held, index) else { return }
        do throws(LinuxError) {
            try kernel.removeAddress(held.address, from: held.linkIndex)
        } catch {
            complain(index, "\(error)")
        }
    }

    private func remove(_ route: Route, _ index: Int) {
        do throws(LinuxError) {
            _ = try kernel.removeRoute(route)
        } catch {
            complain(index, "\(error)")
        }
    }

    /// After a reload: what stays is not touched.
    private func replaceAddresses(_ index: Int) {
        let wanted = routers[index].instance.allAddresses
        let kept = wanted.compactMap { address in
            interfaces.link(named: interfaceName(of: address, index)).map {
                HeldAddress(address: address.interfaceAddress, linkIndex: $0.index)
            }
        }
        let gone = routers[index].held.filter { !kept.contains($0) }
        routers[index].held.removeAll { gone.contains($0) }
        let routes = routers[index].instance.routes.map { route in
            Route(route, link: route.interface.flatMap { interfaces.link(named: $0)?.index })
        }
        let goneRoutes = routers[index].heldRoutes.filter { !routes.contains($0) }
        routers[index].heldRoutes.removeAll { goneRoutes.contains($0) }
        putAddresses(index)
        for route in goneRoutes { remove(route, index) }
        for held in gone { remove(held, index) }
    }

    /// Whether an address of an owner (priority 255) is there without us, as RFC 5798 §1.2 means it: then it is not ours
    /// to remove. One that a daemon of ours has put there carries its mark.
    func isHostsOwn(_ held: HeldAddress, _ index: Int) -> Bool {
        routers[index].instance.priority == 255
            && interfaces.addresses(of: held.linkIndex).contains {
                $0.address == held.address && $0.origin != Self.origin
            }
    }

    func interfaceName(of address: VirtualAddress, _ index: Int) -> String { address.interface }

    /// IFA_PROTO of our addresses: RTPROT_KEEPALIVED, as keepalived marks its routes.
    static let origin: UInt8 = 18

    // MARK: Words

    func note(_ notice: Notice, _ index: Int, _ now: Instant) {
        guard case .pass(let suppressed) = routers[index].noticeLines.ask(now: now) else { return }
        let more = suppressed > 0 ? " (and \(suppressed) lines like this)" : ""
        log.log(.notice, "(\(routers[index].instance.name)) \(notice)\(more)")
    }

    /// Something on this host does not do what the configuration asks of it.
    func complain(_ index: Int, _ text: @autoclosure () -> String) {
        guard case .pass(let suppressed) = routers[index].errorLines.ask(now: .now) else { return }
        let more = suppressed > 0 ? " (and \(suppressed) lines like this)" : ""
        log.log(.error, "(\(routers[index].instance.name)) \(text())\(more)")
    }
}

extension Instance {
    var allAddresses: [VirtualAddress] { virtualAddresses + excludedAddresses }

    /// Where its addresses and routes are, beside its own interface: tracked too, as keepalived does unless `no_track`.
    var interfacesOfAddresses: [String] {
        let ways = routes.filter { $0.isTracked }.compactMap { $0.interface }
        return Set(allAddresses.filter { $0.isTracked }.map { $0.interface } + ways).subtracting([interface]).sorted()
    }
}

extension VirtualAddress {
    var interfaceAddress: InterfaceAddress { InterfaceAddress(address: address, prefixLength: prefixLength) }
}

extension Route {
    init(_ route: VirtualRoute, link: Int32?) {
        self.init(
            to: InterfaceAddress(address: route.destination, prefixLength: route.prefixLength), via: route.gateway,
            dev: link)
        kind =
            switch route.kind {
            case .unicast: .unicast
            case .blackhole: .blackhole
            case .unreachable: .unreachable
            case .prohibit: .prohibit
            }
        source = route.source
        metric = route.metric ?? 0
        mtu = route.mtu.map { UInt32(clamping: $0) }
        table = route.table
        scope = route.scope.map { RouteScope(rawValue: $0.value) }
        isOnLink = route.isOnLink
        origin = Daemon.origin
    }
}
