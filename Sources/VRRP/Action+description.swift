internal import Addresses

extension Transition: CustomStringConvertible {
    /// `backup → master: no advertisement from a master`, for the log.
    package var description: String { "\(from.rawValue) → \(to.rawValue): \(reason)" }
}

extension Transition.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .startup: "started"
        case .shutdown: "stopped"
        case .owner: "owner of the addresses (priority 255)"
        case .masterDown: "no advertisement from a master"
        case .masterStopped: "the master stopped (priority 0)"
        case .preemption: "the master has a lower priority"
        case .higherPriority(let address, let priority): "\(address) is master with priority \(priority)"
        case .fault(let faults): "\(faults)"
        case .faultsCleared: "no fault is left"
        case .syncGroup: "its sync group moved"
        }
    }
}

extension Notice: CustomStringConvertible {
    package var description: String {
        switch self {
        case .lowerMaster(let address, let priority):
            "split brain: \(address) is master too, with priority \(priority); announcing our addresses again"
        case .splitBrainEnded(let address):
            "split brain over: \(address) is no longer master"
        case .ownerConflict(let address):
            "\(address) has priority 255 too; only one router can own the addresses, mend one configuration"
        case .masterInterval(let interval):
            "the master advertises every \(interval.centiseconds * 10) ms"
        case .preemptionDelayed:
            "a lower master is put up with for preempt_delay"
        }
    }
}
