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
    func kill(_ number: UInt32) throws(LinuxError) { try children[number]?.script.signalGroup(9) }

    /// Ends the checks that run.
    func killChecks() {
        for child in children.values {
            if case .check = child.purpose { try? child.script.signalGroup(9) }
        }
    }

    func count(of purpose: Purpose) -> Int { children.values.count { $0.purpose == purpose } }

    /// The notify scripts that have not ended.
    var notifications: [UInt32: Child] {
        children.filter { if case .notification = $0.value.purpose { true } else { false } }
    }
}
