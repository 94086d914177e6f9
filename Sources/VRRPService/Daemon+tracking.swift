import KeepalivedConf
import Linux
import VRRP

/// What virtual routers track, and its scripts.
extension Daemon {
    /// Tells every router that tracks `subject` how it is now.
    func changed(_ subject: RunningRouter.Subject, _ now: Instant) {
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
}
