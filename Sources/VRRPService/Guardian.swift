import CLinux
import KeepalivedConf
import Linux
import VRRP

/// A process of ours that does nothing but wait for the daemon's end. A daemon that was killed cannot take its addresses
/// off, and its kernel would go on answering for them beside the new master: the guardian takes them off, and tells the
/// others with priority 0 that their master is gone.
///
/// It is a copy of the daemon (fork(2)), which has one thread: so it knows all that the daemon knew, and needs nothing of
/// the disk.
struct Guardian: ~Copyable {
    private let process: Int32
    private let watch: ProcessWatch

    /// - Parameters:
    ///   - prepare: runs in the guardian at once.
    ///   - body: runs in the guardian when the daemon is gone.
    init?(_ prepare: () -> Void, _ body: () -> Void) {
        let parent = getpid()
        let child = Int32(linux_fork())
        if child == 0 {
            prepare()
            if Self.waitForEnd(of: parent) { body() }
            _exit(0)
        }
        guard child > 0 else { return nil }
        guard let watch = try? ProcessWatch(of: child) else {
            // Nobody could dismiss it.
            linux_kill(child, SIGKILL)
            Self.reap(child)
            return nil
        }
        process = child
        self.watch = watch
    }

    /// In the guardian. Signals that end a service (to its whole control group) must not end it before the daemon.
    ///
    /// - Returns: whether the daemon has ended; false if that cannot be known, since a guardian that only believes so
    ///   would take the addresses from a daemon that lives.
    private static func waitForEnd(of parent: Int32) -> Bool {
        for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2] { linux_ignore_signal(number) }
        // The daemon's sockets must not live on with us.
        linux_close_all_but_standard()
        unsafe linux_name_process("clusterd-guard")
        do throws(LinuxError) {
            guard let daemon = try ProcessWatch(of: parent), getppid() == parent else { return true }
            while !daemon.hasEnded { linux_wait_readable(daemon.descriptor.number, -1) }
            return true
        } catch {
            return false
        }
    }

    private static func reap(_ process: Int32) {
        // Ours, and at its end: nobody else waits for it.
        linux_await_end(process)
    }

    /// Has the poller tell of its end.
    func follow(_ poller: inout Poller) {
        try? poller.add(watch.descriptor, .reading, token: Token(.guardian, UInt32(bitPattern: process)).value)
    }

    func has(process number: UInt32) -> Bool { process == Int32(bitPattern: number) && watch.hasEnded }

    /// The daemon ends in good order, or another guardian takes over.
    consuming func dismiss(_ poller: inout Poller) {
        try? poller.remove(watch.descriptor)
        _ = try? watch.signal(SIGKILL)
        Self.reap(process)
    }
}

extension Daemon {
    /// Makes the guardian know what is true now. The old one goes when the new one is there.
    func renewGuardian() {
        guardianIsDue = nil
        guard let new = Guardian({ scheduleGuardian() }, { cleanUp() }) else {
            guardianIsDue = .now + .seconds(1)
            return log.log(
                .warning, "no guardian could be started; a killed daemon might leave its addresses; trying again")
        }
        new.follow(&poller)
        guardian.take()?.dismiss(&poller)
        guardian = consume new
    }

    /// Somebody has ended the guardian, or it has failed. After a moment, so that one that cannot live is no loop.
    func guardianEnded(_ number: UInt32) {
        guard guardian?.has(process: number) ?? false else { return }
        guardian.take()?.dismiss(&poller)
        log.log(.warning, "the guardian has ended; starting another one")
        guardianIsDue = .now + .seconds(1)
    }

    /// fork(2) takes neither real-time priority nor locked memory along, and the addresses must go at once.
    private func scheduleGuardian() {
        if let priority = configuration.global.realTimePriority {
            try? Scheduling.setRealTime(priority: Int32(priority))
        }
        if configuration.global.isMemoryLocked { try? Scheduling.lockMemory() }
    }

    /// In the guardian: takes every virtual address off, and where one was there, says that the master is gone.
    private func cleanUp() {
        // The daemon's own descriptors are closed here, and their numbers may be others' now: nothing of it is touched.
        guard var routes = try? RouteSocket() else { return }
        // An interface may have got another number since the fork.
        if let links = try? routes.links() {
            interfaces = InterfaceTable(links: links, addresses: (try? routes.addresses()) ?? [])
        }
        for index in routers.indices {
            routers[index].link = interfaces.link(named: routers[index].instance.interface)
            guard takeOff(index, &routes) else { continue }
            sayGoodbye(index)
            log.log(.warning, "(\(routers[index].instance.name)) the daemon was killed; its addresses are taken off")
        }
        if var filter = try? InputFilter() {
            for router in routers where router.instance.refusesPackets {
                _ = try? filter.remove(table: router.instance.filterTable)
            }
        }
        for link in virtualLinks.values { _ = try? routes.removeLink(link) }
    }

    private func takeOff(_ index: Int, _ kernel: inout RouteSocket) -> Bool {
        var wasThere = false
        for address in routers[index].instance.allAddresses {
            guard let link = interfaces.link(named: address.interface),
                !isHostsOwn(HeldAddress(address: address.interfaceAddress, linkIndex: link.index), index)
            else { continue }
            let removed = (try? kernel.removeAddress(address.interfaceAddress, from: link.index)) ?? false
            wasThere = wasThere || removed
        }
        for route in routers[index].instance.routes {
            let link = route.interface.flatMap { interfaces.link(named: $0)?.index }
            _ = try? kernel.removeRoute(Route(route, link: link))
        }
        return wasThere
    }

    private func sayGoodbye(_ index: Int) {
        guard let link = routers[index].link else { return }
        let isMulticast = routers[index].instance.multicastGroup != nil
        let key = AdvertisementSocket.Key(family: routers[index].instance.family, link: isMulticast ? link.index : nil)
        guard let socket = try? AdvertisementSocket(key, groups: [], routers: [index], routerIDs: []) else { return }
        routers[index].prepared = nil
        send(index, priority: 0, over: socket)
    }
}
