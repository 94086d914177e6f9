import Linux

/// Programs that the daemon has started and that have not been reaped.
struct Children {
    enum Purpose: Hashable {
        /// A run of the `vrrp_script` of this name.
        case check(String)
        /// A notify script, for the log.
        case notification(String)
    }

    /// A class, because a dictionary cannot hold what cannot be copied.
    final class Child {
        let script: Script
        let purpose: Purpose

        init(_ script: consuming Script, _ purpose: Purpose) {
            self.script = script
            self.purpose = purpose
        }
    }

    private var children: [UInt32: Child] = [:]
    private var next: UInt32 = 1

    subscript(number: UInt32) -> Child? { children[number] }
    var isEmpty: Bool { children.isEmpty }

    mutating func add(_ child: Child) -> UInt32 {
        defer { next &+= 1 }
        children[next] = child
        return next
    }

    mutating func remove(_ number: UInt32) { children[number] = nil }

    /// Ends a program and all that it has started.
    func kill(_ number: UInt32) { try? children[number]?.script.signalGroup(9) }

    /// Ends every check that runs: nobody waits for what it would say.
    func killChecks() {
        for (number, child) in children {
            if case .check = child.purpose { kill(number) }
        }
    }

    /// How many notify scripts have not ended.
    var notificationCount: Int {
        children.values.count { if case .notification = $0.purpose { true } else { false } }
    }
}
