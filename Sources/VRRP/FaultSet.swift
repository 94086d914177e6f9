/// What keeps a virtual router from taking part. As long as one is left, it is in the fault state.
package struct FaultSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Its own interface is down or gone.
    package static let link = FaultSet(rawValue: 1 << 0)
    /// An interface of `track_interface` without a weight is down.
    package static let trackedInterface = FaultSet(rawValue: 1 << 1)
    /// A script of `track_script` without a weight fails.
    package static let script = FaultSet(rawValue: 1 << 2)
    /// A process of `track_process` without a weight is not there.
    package static let process = FaultSet(rawValue: 1 << 3)
    /// The interface has no address to send from.
    package static let address = FaultSet(rawValue: 1 << 4)
    /// Another member of its sync group has a fault.
    package static let group = FaultSet(rawValue: 1 << 5)
    /// There is no socket to send and receive with.
    package static let socket = FaultSet(rawValue: 1 << 6)
}

extension FaultSet: CustomStringConvertible {
    /// The faults in words, for the log: `link down, script failed`.
    package var description: String {
        let words: [(FaultSet, String)] = [
            (.link, "interface down"), (.trackedInterface, "tracked interface down"), (.script, "script failed"),
            (.process, "process not running"), (.address, "no address to send from"),
            (.group, "fault in its sync group"), (.socket, "no socket for VRRP"),
        ]
        return words.filter { contains($0.0) }.map { $0.1 }.joined(separator: ", ")
    }
}
