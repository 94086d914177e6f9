internal import Addresses
internal import CLinux
import KeepalivedConf
import Linux
import VRRP

/// From a configuration to virtual routers at work.
extension Daemon {
    func start() throws(LinuxError) {
        try readInterfaces()
        let problems = problems(of: configuration)
        for warning in configuration.warnings { log.log(.warning, "\(warning)") }
        for problem in problems { log.log(.error, problem) }
        guard problems.isEmpty else {
            throw LinuxError(
                call: "start", code: EINVAL, context: "use \(options.file)",
                detail: "mend what the lines before this one say")
        }
        try schedule(configuration.global)
        let now = Instant.now
        log.log(.notice, "\(options.file): \(count(configuration.instances.count)), process \(getpid())")
        prepareTracking(configuration, now)
        routers = configuration.instances.map { makeRouter($0, configuration) }
        arrangeGroups(configuration)
        clearLeftovers()
        for index in routers.indices { routers[index].link = interfaces.link(named: routers[index].instance.interface) }
        arrangeVirtualMACs()
        openSockets()
        renewGuardian()
        for index in routers.indices { begin(index, now) }
    }

    func count(_ instances: Int) -> String { "\(instances) instance\(instances == 1 ? "" : "s")" }

    /// What this host cannot do, though the file is right.
    func problems(of configuration: KeepalivedConfiguration) -> [String] {
        var problems: [String] = []
        for instance in configuration.instances {
            if interfaces.link(named: instance.interface) == nil {
                problems.append("\(instance.interfaceLocation): there is no interface \(instance.interface)")
            }
            if let problem = virtualMACProblem(of: instance) { problems.append(problem) }
            let made = instance.virtualMAC?.interface
            for address in instance.allAddresses
            where address.interface != made && interfaces.link(named: address.interface) == nil {
                problems.append("\(address.location): there is no interface \(address.interface)")
            }
        }
        return problems + scriptProblems(of: configuration)
    }

    private func scriptProblems(of configuration: KeepalivedConfiguration) -> [String] {
        commands(of: configuration).compactMap { command in
            let account: Account?
            do throws(LinuxError) {
                account = try accounts.account(for: command, configuration.global)
            } catch {
                return "\(error)"
            }
            let isRoot = account.map { $0.user == 0 } ?? (getuid() == 0)
            guard configuration.global.isScriptSecurityEnabled, isRoot,
                let objection = ScriptAccounts.objection(to: command.arguments[0])
            else { return nil }
            return "\(command.location): \(command.arguments[0]) must not run as root: \(objection)"
        }
    }

    private func commands(of configuration: KeepalivedConfiguration) -> [ScriptCommand] {
        let groups = configuration.syncGroups.map { $0.notifications }
        let notifications = configuration.instances.map { $0.notifications } + groups
        return configuration.scripts.map { $0.command }
            + notifications.flatMap { [$0.any, $0.master, $0.backup, $0.fault, $0.stop].compactMap { $0 } }
    }

    private func schedule(_ global: GlobalDefinitions) throws(LinuxError) {
        if let priority = global.realTimePriority { try Scheduling.setRealTime(priority: Int32(priority)) }
        if global.isMemoryLocked { try Scheduling.lockMemory() }
    }

    // MARK: Routers

    func makeRouter(_ instance: Instance, _ configuration: KeepalivedConfiguration) -> RunningRouter {
        let settings = settings(for: instance, configuration)
        let router = RunningRouter(instance: instance, machine: VirtualRouter(settings))
        (router.tracking, router.followers) = makeTracking(instance, configuration)
        return router
    }

    func settings(for instance: Instance, _ configuration: KeepalivedConfiguration) -> RouterSettings {
        let isMember = configuration.syncGroups.contains { $0.members.contains(instance.name) }
        return RouterSettings(
            instance, source: interfaces.sourceAddress(of: instance), isInSyncGroup: isMember)
    }

    func makeTracking(
        _ instance: Instance, _ configuration: KeepalivedConfiguration
    ) -> (VRRP.Tracking, [RunningRouter.Follower]) {
        let group = configuration.syncGroups.first { $0.members.contains(instance.name) }
        var items: [VRRP.Tracking.Item] = []
        var followers: [RunningRouter.Follower] = []
        for tracking in [instance.tracking, group?.tracking].compactMap({ $0 }) {
            let kinds: [([TrackedReference], FaultSet, (String) -> RunningRouter.Subject)] = [
                (tracking.scripts, .script, { .script($0) }), (tracking.processes, .process, { .process($0) }),
                (tracking.interfaces, .trackedInterface, { .interface($0) }),
            ]
            for (references, fault, subject) in kinds {
                for reference in references {
                    let isInverted = reference.weight.value == 0 && reference.weight.isReversed
                    items.append(
                        .init(
                            fault: fault, weight: reference.weight.value,
                            isReversed: reference.weight.isReversed && !isInverted, isUp: false))
                    followers.append(.init(subject: subject(reference.name), isInverted: isInverted))
                }
            }
        }
        for name in instance.interfacesOfAddresses {
            items.append(.init(fault: .trackedInterface, isUp: false))
            followers.append(.init(subject: .interface(name), isInverted: false))
        }
        return (VRRP.Tracking(items), followers)
    }

    func arrangeGroups(_ configuration: KeepalivedConfiguration) {
        let before = groups
        for index in routers.indices { routers[index].group = nil }
        groups = configuration.syncGroups.map { group in
            let members = routers.indices.filter { group.members.contains(routers[$0].instance.name) }
            var running = RunningGroup(group: group, members: members)
            if let old = before.first(where: { $0.group.name == group.name }) { running.state = old.state }
            return running
        }
        for (number, group) in groups.enumerated() {
            for member in group.members { routers[member].group = number }
        }
    }

    /// Starts a virtual router, with the faults that it has from the beginning.
    func begin(_ index: Int, _ now: Instant) {
        refreshTracking(index)
        var machine = VirtualRouter(
            routers[index].machine.settings, faults: faults(of: index), effectivePriority: effectivePriority(of: index))
        let actions = machine.handle(.startup, now: now)
        routers[index].machine = machine
        perform(actions, index, now)
        guard let group = routers[index].group else { return }
        // One that a reload adds to a group of masters is master with them; the others would be backup with it.
        if groups[group].state.role == .master, groups[group].members.contains(where: { routers[$0].isMaster }) {
            perform(routers[index].machine.handle(.groupBecomes(.master), now: now), index, now)
        }
        follow(group, now)
    }

    func prepareTracking(_ configuration: KeepalivedConfiguration, _ now: Instant) {
        let used = configuration.instances.map { $0.tracking } + configuration.syncGroups.map { $0.tracking }
        let usedScripts = Set(used.flatMap { $0.scripts }.map { $0.name })
        let usedProcesses = Set(used.flatMap { $0.processes }.map { $0.name })
        let oldScripts = scripts
        let oldProcesses = processes
        scripts = [:]
        for script in configuration.scripts where usedScripts.contains(script.name) {
            scripts[script.name] =
                oldScripts[script.name]?.adopting(script, now: now)
                ?? ScriptCheck(script, isTrustedFirst: !routers.isEmpty, now: now)
        }
        // A run of a script that is no longer wanted is ended.
        for (name, check) in oldScripts where scripts[name]?.child != check.child {
            if let child = check.child { try? children.kill(child) }
        }
        processes = [:]
        var new: [TrackedProcess] = []
        for process in configuration.processes where usedProcesses.contains(process.name) {
            processes[process.name] = oldProcesses[process.name]?.adopting(process, now)
            if processes[process.name] == nil { new.append(process) }
        }
        let found = running(new)
        for process in new {
            processes[process.name] = ProcessCheck(process, running: found[ProcessPattern(process)] ?? [])
        }
        followProcesses(now)
    }

    private func running(_ tracked: [TrackedProcess]) -> [ProcessPattern: Set<Int32>] {
        guard !tracked.isEmpty else { return [:] }
        return (try? followed.table.processes(matching: tracked.map { ProcessPattern($0) })) ?? [:]
    }

    private func followProcesses(_ now: Instant) {
        guard !processes.isEmpty else {
            if let events = followed.events.take() { try? poller.remove(events.descriptor) }
            followed.watches = [:]
            followed.nextScan = nil
            followed.pass = nil
            return
        }
        // Asked once: a kernel that does not tell makes us wait for its answer.
        if followed.events == nil, followed.nextScan == nil {
            do throws(ProcessEvents.Unavailable) {
                let events = try ProcessEvents()
                do throws(LinuxError) {
                    try poller.add(events.descriptor, .reading, token: Token(.processes).value)
                } catch {
                    throw ProcessEvents.Unavailable(reason: "\(error)")
                }
                followed.events = consume events
                followed.nextScan = nil
            } catch {
                log.log(.information, "\(error); looking for new processes every \(ProcessFollower.scanInterval.words)")
                followed.nextScan = now + ProcessFollower.scanInterval
            }
        }
        scanProcesses()
    }

    // MARK: What a predecessor left

    /// Takes away virtual addresses and routes that a daemon of ours, or keepalived, left when it was killed.
    private func clearLeftovers() {
        for index in routers.indices {
            // Only those with keepalived's mark are removed by this.
            for route in routers[index].instance.routes {
                let link = route.interface.flatMap { interfaces.link(named: $0)?.index }
                let isGone = (try? kernel.removeRoute(Route(route, link: link))) ?? false
                if isGone { tellLeftover(index, "the route to \(route.destination)/\(route.prefixLength)") }
            }
            for address in routers[index].instance.allAddresses { clearLeftover(address, index) }
        }
    }

    private func clearLeftover(_ address: VirtualAddress, _ index: Int) {
        guard let link = interfaces.link(named: address.interface),
            interfaces.addresses(of: link.index).contains(where: { $0.address == address.interfaceAddress }),
            !isHostsOwn(HeldAddress(address: address.interfaceAddress, linkIndex: link.index), index)
        else { return }
        tellLeftover(index, "\(address.text) from \(link.name)")
        _ = try? kernel.removeAddress(address.interfaceAddress, from: link.index)
    }

    private func tellLeftover(_ index: Int, _ what: String) {
        log.log(.notice, "(\(routers[index].instance.name)) removing \(what), left by a predecessor")
    }
}
