internal import CLinux
import KeepalivedConf
import Linux
import VRRP

/// Scripts that are run: checks and notifications.
extension Daemon {
    func start(_ command: ScriptCommand, _ more: [String] = [], purpose: Children.Purpose) throws(LinuxError) -> UInt32
    {
        let account = try accounts.account(for: command, configuration.global)
        let script = try Script(
            Script.Command(
                arguments: command.arguments + more,
                environment: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
                account: account))
        let child = Children.Child(script, purpose)
        let number = children.add(child)
        do throws(LinuxError) {
            try poller.add(child.script.descriptor, .reading, token: Token(.child, number).value)
        } catch {
            try? children.kill(number)
            throw error
        }
        return number
    }

    func childEnded(_ number: UInt32) {
        guard let child = children[number] else { return }
        let end: Script.End?
        do throws(LinuxError) { end = try child.script.reap() } catch { end = .notStarted(error) }
        guard let end else { return }
        try? poller.remove(child.script.descriptor)
        children.remove(number)
        let isSuccess = end == .exited(0)
        switch child.purpose {
        case .check(let name):
            // A run that a reload has ended says nothing of the script that has this name now.
            guard scripts[name]?.child == number else { return }
            scriptEnded(name, success: isSuccess, why: Self.words(end), .now)
        case .notification(let name):
            if !isSuccess { log.log(.warning, "notify script of \(name): \(child.script.path): \(Self.words(end))") }
        }
    }

    private static func words(_ end: Script.End) -> String {
        switch end {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "ended by signal \(signal)"
        case .notStarted(let error): "\(error)"
        }
    }

    // MARK: Notifications

    /// A virtual router changed its state: the log and the operator's scripts are told.
    func told(_ transition: Transition, _ index: Int) {
        let name = routers[index].instance.name
        log.log(.notice, "(\(name)) Entering \(transition.to.word) STATE: \(transition.reason)")
        hasNewSummary = true
        notify(
            routers[index].instance.notifications, kind: "INSTANCE", name, transition.to,
            priority: routers[index].machine.effectivePriority)
    }

    func groupChanged(_ group: Int, from: Role, to: Role) {
        let name = groups[group].group.name
        log.log(.notice, "VRRP group \(name) is \(to.word) now")
        let priority = groups[group].members.map { routers[$0].machine.effectivePriority }.max() ?? 0
        notify(groups[group].group.notifications, kind: "GROUP", name, to, priority: priority)
    }

    private func notify(
        _ notifications: Notifications, kind: String, _ name: String, _ role: Role, priority: UInt8
    ) {
        let own: ScriptCommand? =
            switch role {
            case .master: notifications.master
            case .backup: notifications.backup
            case .fault: notifications.fault
            case .initialize: notifications.stop
            }
        if let own { notify(own, [], name) }
        // `notify` is told of a stop as such (keepalived.conf(5)).
        let word = role == .initialize ? "STOP" : role.word
        if let any = notifications.any { notify(any, [kind, name, word, "\(priority)"], name) }
    }

    /// Scripts of one instance that never end must not use up processes and descriptors.
    private static let mostNotifications = 16

    /// Started at the end of the turn, a few at a time: starting a program takes a millisecond, in which no advertisement
    /// goes out, and many virtual routers may change at once.
    private func notify(_ command: ScriptCommand, _ more: [String], _ name: String) {
        notices.append(PendingNotice(command: command, more: more, name: name))
    }

    /// Starts notify scripts in the order of what they are for, and tells the service manager.
    func tellOfTransitions(most: Int) {
        if hasNewSummary {
            hasNewSummary = false
            try? manager.status(summaryLine)
        }
        guard !notices.isEmpty else { return }
        let turn = notices.prefix(most)
        notices.removeFirst(turn.count)
        for notice in turn { begin(notice.command, notice.more, notice.name) }
    }

    private func begin(_ command: ScriptCommand, _ more: [String], _ name: String) {
        guard children.count(of: .notification(name)) < Self.mostNotifications else {
            let place = "\(command.location): notify script of \(name)"
            return log.log(.error, "\(place) is not run: \(Self.mostNotifications) have not ended; mend the script")
        }
        do {
            _ = try start(command, more, purpose: .notification(name))
        } catch {
            log.log(.error, "\(command.location): notify script of \(name): \(error)")
        }
    }

    /// For `systemctl status`: `VI_1 MASTER, VI_2 BACKUP`.
    var summaryLine: String {
        routers.map { "\($0.instance.name) \($0.machine.role.word)" }.joined(separator: ", ")
    }
}

/// A notify script with its arguments.
struct PendingNotice {
    let command: ScriptCommand
    let more: [String]
    /// Of the instance or group.
    let name: String
}
