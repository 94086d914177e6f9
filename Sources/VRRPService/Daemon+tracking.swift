import KeepalivedConf
import Linux
import VRRP

/// Scripts and processes that virtual routers track.
extension Daemon {
    /// Tells every router that tracks `subject` how it is now.
    private func changed(_ subject: RunningRouter.Subject, _ now: Instant) {
        for index in routers.indices where routers[index].followers.contains(where: { $0.subject == subject }) {
            refreshTracking(index)
            review(index, now)
        }
    }

    /// Sets the items of scripts and processes to what those are now.
    func refreshTracking(_ index: Int) {
        for (item, follower) in routers[index].followers.enumerated() {
            let weight = routers[index].tracking.items[item].weight
            let isUp: Bool
            switch follower.subject {
            // One that a reload does away with stays what it was until this router has its new configuration.
            case .script(let name):
                guard let check = scripts[name] else { continue }
                isUp = check.isUp(weight: weight, isInverted: follower.isInverted)
            case .process(let name):
                guard let check = processes[name] else { continue }
                isUp = check.isUp
            case .interface(let name): isUp = interfaces.link(named: name)?.isReady ?? false
            }
            _ = routers[index].tracking.set(item, isUp: isUp != follower.isInverted)
        }
    }

    // MARK: Scripts

    func tickScripts(_ now: Instant) {
        for name in scripts.keys {
            guard let check = scripts[name] else { continue }
            if check.isRunning, check.isLate(now), let child = check.child {
                let why = "it takes longer than \(check.script.timeout.words)"
                let hasChanged = scripts[name]?.timedOut() ?? false
                log.log(.warning, "script \(name): \(why); ending it")
                do { try children.kill(child) } catch { log.log(.error, "\(error); ending a script may need CAP_KILL") }
                if hasChanged { scriptChanged(name, before: check.state, why: why, now) }
            } else if !check.isRunning, check.isDue(now) {
                begin(name, check.script, now)
            }
        }
    }

    private func begin(_ name: String, _ script: VRRPScript, _ now: Instant) {
        do {
            let child = try start(script.command, purpose: .check(name))
            scripts[name]?.began(child: child, now: now)
        } catch {
            scriptEnded(name, success: false, why: "\(error)", now)
        }
    }

    func scriptEnded(_ name: String, success: Bool, why: String, _ now: Instant) {
        guard let before = scripts[name]?.state else { return }
        guard scripts[name]?.ended(success: success, now: now) ?? false else { return }
        scriptChanged(name, before: before, why: why, now)
    }

    private func scriptChanged(_ name: String, before: ScriptCheck.State, why: String, _ now: Instant) {
        if scripts[name]?.state == .up {
            log.log(.information, "script \(name) succeeds")
        } else {
            log.log(.warning, "script \(name) fails\(before == .unknown ? " from the beginning" : ""): \(why)")
        }
        changed(.script(name), now)
    }

    // MARK: Processes

    /// Looks for the processes of every check, and watches them.
    func scanProcesses(_ now: Instant) {
        for name in processes.keys {
            guard let check = processes[name], let found = try? followed.table.processes(matching: check.pattern) else {
                continue
            }
            for number in found {
                if !check.running.contains(number) {
                    appeared(number, name, now)
                } else if !watch(number) {
                    vanished(number, now)
                }
            }
            for number in check.running where !found.contains(number) { vanished(number, now) }
        }
    }

    func tickProcesses(_ now: Instant) {
        if let due = followed.nextScan, due <= now {
            followed.nextScan = now + ProcessFollower.scanInterval
            scanProcesses(now)
        }
        for name in processes.keys where processes[name]?.deadline.map({ $0 <= now }) ?? false {
            if processes[name]?.judge(now) ?? false { processChanged(name, now) }
        }
    }

    /// What the kernel tells of processes, up to so many events at a time, as in `receive`.
    func takeProcessEvents() {
        let now = Instant.now
        for _ in 0..<64 {
            let event: ProcessEvent?
            do { event = try followed.events?.next() } catch { event = .lost }
            switch event {
            case .forked(_, let child), .executed(let child), .renamed(let child, _): look(at: child, now)
            case .exited(let number):
                // Its first thread: the watch knows whether others go on.
                if followed.watches[number]?.watch.hasEnded ?? false { vanished(number, now) }
            case .lost: return scanProcesses(now)
            case nil: return
            }
        }
    }

    /// A process that is new, or is another program now.
    private func look(at number: Int32, _ now: Instant) {
        for name in processes.keys {
            guard let check = processes[name] else { continue }
            let isMeant = followed.table.process(number, matches: check.pattern)
            if isMeant {
                appeared(number, name, now)
            } else if check.running.contains(number) {
                if processes[name]?.vanished(number, now) ?? false { processChanged(name, now) }
            }
        }
    }

    private func appeared(_ number: Int32, _ name: String, _ now: Instant) {
        guard watch(number) else { return }
        if processes[name]?.appeared(number, now) ?? false { processChanged(name, now) }
    }

    /// - Returns: whether its end will be told.
    private func watch(_ number: Int32) -> Bool {
        if followed.watches[number] != nil { return true }
        guard let watch = ProcessFollower.Watch(number) else { return false }
        let token = Token(.process, UInt32(bitPattern: number)).value
        guard (try? poller.add(watch.watch.descriptor, .reading, token: token)) != nil else { return false }
        followed.watches[number] = watch
        return true
    }

    /// The kernel says that a watched process has ended.
    func processEnded(_ number: Int32) {
        guard followed.watches[number]?.watch.hasEnded ?? false else { return }
        vanished(number, .now)
    }

    private func vanished(_ number: Int32, _ now: Instant) {
        if let watch = followed.watches.removeValue(forKey: number) { try? poller.remove(watch.watch.descriptor) }
        for name in processes.keys {
            if processes[name]?.vanished(number, now) ?? false { processChanged(name, now) }
        }
    }

    private func processChanged(_ name: String, _ now: Instant) {
        guard let check = processes[name] else { return }
        log.log(
            check.isUp ? .information : .warning,
            "process \(name): \(check.running.count) of \(check.process.process) run, \(check.isUp ? "enough" : "not as asked")"
        )
        changed(.process(name), now)
    }
}
