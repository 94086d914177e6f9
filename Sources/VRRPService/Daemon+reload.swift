import KeepalivedConf
import Linux
import VRRP

/// SIGHUP, or `--reload`: another configuration for virtual routers that go on.
extension Daemon {
    /// Takes the file as it is now. One that is wrong changes nothing.
    ///
    /// - Returns: what is wrong with it; nil if it was taken.
    func reload() -> DaemonError? {
        try? manager.reloading()
        defer { try? manager.ready() }
        do throws(DaemonError) {
            try take(try readAnew())
            log.log(.notice, "\(options.file) reloaded: \(count(configuration.instances.count))")
            return nil
        } catch {
            log.log(.error, "\(options.file) is not reloaded, the present configuration goes on:")
            for line in error.description.split(separator: "\n") { log.log(.error, String(line)) }
            return error
        }
    }

    private func readAnew() throws(DaemonError) -> KeepalivedConfiguration {
        let new: KeepalivedConfiguration
        do throws(ConfigurationFailure) {
            new = try KeepalivedConfiguration.load(options.file)
        } catch {
            throw .configuration(error)
        }
        do throws(LinuxError) { try readInterfaces() } catch { throw .system(error) }
        accounts = ScriptAccounts()
        let problems = problems(of: new)
        guard problems.isEmpty else { throw .unusable(problems) }
        return new
    }

    private func take(_ new: KeepalivedConfiguration) throws(DaemonError) {
        let now = Instant.now
        for warning in new.warnings { log.log(.warning, "\(warning)") }
        configuration = new
        interfaces.virtualAddresses = new.virtualAddresses
        prepareTracking(new, now)
        let predecessors = Succession.predecessors(of: new.instances, among: routers.map { $0.instance })
        for index in routers.indices where !predecessors.contains(index) { end(index, now) }
        let before = routers
        routers = zip(new.instances, predecessors).map { instance, predecessor in
            guard let predecessor else { return makeRouter(instance, new) }
            return goesOn(before[predecessor], as: instance, new)
        }
        pacers = [:]
        arrangeGroups(new)
        for index in routers.indices { routers[index].link = interfaces.link(named: routers[index].instance.interface) }
        arrangeVirtualMACs()
        openSockets()
        for index in routers.indices { proceed(index, now) }
        renewGuardian()
    }

    private func goesOn(
        _ router: RunningRouter, as instance: Instance, _ configuration: KeepalivedConfiguration
    ) -> RunningRouter {
        if instance.name != router.instance.name {
            log.log(.notice, "(\(router.instance.name)) goes on as \(instance.name)")
        }
        router.instance = instance
        (router.tracking, router.followers) = makeTracking(instance, configuration)
        return router
    }

    private func proceed(_ index: Int, _ now: Instant) {
        refreshTracking(index)
        guard routers[index].machine.role != .initialize else { return begin(index, now) }
        adopt(settings(for: routers[index].instance, configuration), index, now)
        review(index, now)
        if let group = routers[index].group {
            follow(group, now)
        } else if routers[index].machine.faults.contains(.group) {
            // It has left its group, and that group's fault with it.
            handle(.faultCleared(.group), index, now)
        }
    }

    /// Gives up the addresses of a virtual router that is no longer configured.
    private func end(_ index: Int, _ now: Instant) {
        perform(routers[index].machine.handle(.shutdown, now: now), index, now)
    }

    // MARK: The end

    /// Gives every address up, says so to the others, and waits a moment for the operator's scripts.
    func stop() {
        let now = Instant.now
        for index in routers.indices { end(index, now) }
        children.killChecks()
        tellOfTransitions(most: .max)
        waitForNotifications(until: now + .seconds(5))
        removeVirtualMACs()
        guardian.take()?.dismiss(&poller)
        log.log(.notice, "stopped")
    }

    /// With a poller of its own: in the daemon's are descriptors that nobody reads any more, so that it would not wait but
    /// spin, and with real-time priority keep the scripts from running.
    private func waitForNotifications(until limit: Instant) {
        guard var ends = try? Poller() else { return }
        for (number, child) in children.notifications {
            try? ends.add(child.script.descriptor, .reading, token: Token(.child, number).value)
        }
        while !children.notifications.isEmpty, case let left = limit - .now, left > .zero {
            guard let count = try? ends.wait(milliseconds: Int32(clamping: left.nanoseconds / 1_000_000 + 1)) else {
                return
            }
            for index in 0..<count {
                let number = Token(value: ends[index].token).number
                if let child = children[number] { try? ends.remove(child.script.descriptor) }
                childEnded(number)
            }
        }
    }
}
