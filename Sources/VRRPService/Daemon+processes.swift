import KeepalivedConf
import Linux
import VRRP

/// Processes that virtual routers track.
extension Daemon {
    /// Begins to look through all processes, for those of every check.
    func scanProcesses() {
        guard let walk = try? followed.table.walk() else { return }
        followed.pass = ProcessFollower.Pass(walk: walk)
    }

    /// Looks at a few more of them.
    func continueScan(_ now: Instant) {
        guard let numbers = try? followed.pass?.walk.next(), !numbers.isEmpty else { return finishScan(now) }
        for number in numbers {
            var look = followed.table.look(at: number)
            for name in processes.keys {
                guard let check = processes[name], look.matches(check.pattern) else { continue }
                followed.pass?.seen.insert(number)
                if !check.running.contains(number) {
                    appeared(number, name, now)
                } else if !watch(number) {
                    vanished(number, now)
                }
            }
        }
    }

    /// Those that were not seen have ended, or are called otherwise now; or they began behind our back.
    private func finishScan(_ now: Instant) {
        let seen = followed.pass?.seen ?? []
        followed.pass = nil
        for name in processes.keys {
            guard let check = processes[name] else { continue }
            for number in check.running.subtracting(seen) { look(at: number, now) }
        }
    }

    func tickProcesses(_ now: Instant) {
        if followed.pass != nil {
            continueScan(now)
        } else if let due = followed.nextScan, due <= now {
            followed.nextScan = now + ProcessFollower.scanInterval
            scanProcesses()
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
            case .lost: return scanProcesses()
            case nil: return
            }
        }
    }

    /// A process that is new, or is another program now.
    private func look(at number: Int32, _ now: Instant) {
        var look = followed.table.look(at: number)
        for name in processes.keys {
            guard let check = processes[name] else { continue }
            if look.matches(check.pattern) {
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
