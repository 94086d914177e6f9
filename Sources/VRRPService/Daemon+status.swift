import Addresses
internal import CLinux
import KeepalivedConf
import Linux
import VRRP

extension Daemon {
    var status: Status {
        var tracked: [String: Bool] = [:]
        for (name, check) in scripts { tracked["script \(name)"] = check.state == .up }
        for (name, check) in processes { tracked["process \(name)"] = check.isUp }
        return Status(
            routerID: configuration.global.routerID ?? hostName, file: options.file, process: getpid(),
            started: startedWall, routers: routers.map(status), tracked: tracked)
    }

    private var hostName: String { ((try? Sysctl("kernel/hostname").value()) ?? "") }

    private func status(_ router: RunningRouter) -> Status.Router {
        let machine = router.machine
        let transitions = machine.transitions.entries.map { entry in
            Status.Router.Transition(
                at: wall(entry.at), from: entry.transition.from.word, to: entry.transition.to.word,
                reason: "\(entry.transition.reason)")
        }
        var peer: VirtualRouter.Peer?
        if case .backup(let backup) = machine.state { peer = backup.master }
        return Status.Router(
            name: router.instance.name, state: machine.role.word, interface: router.instance.interface,
            virtualRouterID: router.instance.virtualRouterID, version: router.instance.version.rawValue,
            priority: router.instance.priority, effectivePriority: Int(machine.effectivePriority),
            source: "\(machine.settings.primaryAddress)", master: peer.map { "\($0.address)" },
            masterPriority: peer.map { Int($0.priority) }, addresses: router.instance.allAddresses.map { $0.text },
            faults: machine.faults.description, counters: machine.counters.named, transitions: transitions,
            since: transitions.last?.at ?? startedWall)
    }

    /// A moment of the monotonic clock on the calendar.
    func wall(_ instant: Instant) -> Int64 { WallClock.now - (Instant.now - instant).nanoseconds }
}

extension Counters {
    /// All of them, refusals by reason where there were any.
    var named: [Status.Count] {
        let own: [(String, UInt64)] = [
            ("advertisements_received", advertisementsReceived), ("advertisements_sent", advertisementsSent),
            ("became_master", becameMaster), ("released_master", releasedMaster),
            ("priority_zero_received", priorityZeroReceived), ("priority_zero_sent", priorityZeroSent),
            ("lower_master_heard", lowerMasterHeard), ("advertisements_ignored", advertisementsIgnored),
            ("announcements", announcements),
        ]
        let refused = Refusal.allCases.filter { self[$0] > 0 }.map { ("refused_\($0.name)", self[$0]) }
        return (own + refused).map { Status.Count(name: $0.0, value: $0.1) }
    }
}
