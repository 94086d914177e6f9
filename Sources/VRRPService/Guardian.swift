import CLinux
import Glibc
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

    /// - Parameter body: runs in the guardian when the daemon is gone.
    init?(_ body: () -> Void) {
        let parent = getpid()
        let child = linux_fork()
        if child == 0 {
            Self.waitForEnd(of: parent)
            body()
            _exit(0)
        }
        guard child > 0, let watch = try? ProcessWatch(of: Int32(child)) else { return nil }
        process = Int32(child)
        self.watch = watch
    }

    /// In the guardian. Signals that end a service (to its whole control group) must not end it before the daemon.
    private static func waitForEnd(of parent: Int32) {
        for number in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] { signal(number, SIG_IGN) }
        // The daemon's sockets must not live on with us.
        linux_close_all_but_standard()
        unsafe linux_name_process("clusterd-guard")
        guard let daemon = try? ProcessWatch(of: parent), getppid() == parent else { return }
        while !daemon.hasEnded { linux_wait_readable(daemon.descriptor.number, -1) }
    }

    var hasEnded: Bool { watch.hasEnded }

    func watch(_ poller: inout Poller) throws(LinuxError) {
        try poller.add(watch.descriptor, .reading, token: Token(.guardian).value)
    }

    /// The daemon ends in good order, or another guardian takes over.
    consuming func dismiss() {
        _ = try? watch.signal(SIGKILL)
        var status: Int32 = 0
        // Ours, and at its end: nobody else waits for it.
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
}

extension Daemon {
    /// Makes the guardian know what is true now.
    func renewGuardian() {
        guardian.take()?.dismiss()
        guardian = Guardian { cleanUp() }
        if guardian == nil { log.log(.warning, "there is no guardian: a killed daemon would leave its addresses") }
        try? guardian?.watch(&poller)
    }

    /// Somebody has killed it, perhaps the kernel for want of memory.
    func guardianEnded() {
        guard guardian?.hasEnded ?? false else { return }
        log.log(.warning, "the guardian was killed; there is another one now")
        renewGuardian()
    }

    /// In the guardian: takes every virtual address off, and where one was there, says that the master is gone.
    private func cleanUp() {
        // The daemon's own descriptors are closed here, and their numbers may be others' now: nothing of it is touched.
        guard var routes = try? RouteSocket() else { return }
        for index in routers.indices where takeOff(index, &routes) { sayGoodbye(index) }
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
        send(index, priority: 0, over: socket)
    }
}
