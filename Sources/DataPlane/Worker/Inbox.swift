internal import CLinux
package import Linux

/// Orders for a thread that carries traffic, from any other thread. It reads them between two rounds of events.
package final class Inbox: @unchecked Sendable {
    package enum Order: Sendable {
        /// Take no new connections; end when the last session has ended (soft stop).
        case stop
        /// End all sessions now.
        case endAll
        /// `shutdown session`
        case end(session: UInt64)
        /// `disable frontend`, `enable frontend`: new clients of a frontend are refused, or taken again.
        case pause(frontend: Int)
        case resume(frontend: Int)
        /// `show sess`: put what there is in a box.
        case list(SessionBox)
    }

    // Unchecked: what changes is read and written with the lock held.
    private let lock = Lock()
    private var orders: [Order] = []
    private var hasFinished = false
    let wakeup: Descriptor

    package init() throws(LinuxError) {
        let number = linux_event()
        guard number >= 0 else {
            throw LinuxError(call: "eventfd", code: Int32(-number), context: "wake a thread for traffic")
        }
        wakeup = Descriptor(owning: Int32(number))
    }

    /// Gives an order. A thread that has ended takes none.
    package func send(_ order: Order) {
        lock.withLock { if !hasFinished { orders.append(order) } }
        wake()
    }

    /// Has the thread look at its orders and queues.
    package func wake() {
        var one: UInt64 = 1
        // A full counter wakes just as well.
        _ = unsafe linux_write(wakeup.number, &one, 8)
    }

    /// Whether the thread has ended.
    package var isFinished: Bool { lock.withLock { hasFinished } }

    func takeAll() -> [Order] {
        var count: UInt64 = 0
        _ = unsafe linux_read(wakeup.number, &count, 8)
        return lock.withLock {
            let taken = orders
            orders = []
            return taken
        }
    }

    func finish() {
        let left = lock.withLock {
            hasFinished = true
            let left = orders
            orders = []
            return left
        }
        for case .list(let box) in left { box.put([]) }
    }
}

/// Where a thread puts the list of its sessions; whoever asked waits for it.
package final class SessionBox: @unchecked Sendable {
    /// One client connection.
    package struct Entry: Sendable {
        package var id: UInt64
        package var frontend: Int
        package var backend: Int?
        /// By its index in the backend.
        package var server: Int?
        package var client: SourceEndpoint
        /// Nanoseconds of the monotonic clock.
        package var start: Int64
        package var requests: Int64
    }

    // Unchecked: what changes is read and written with the lock held.
    private let lock = Lock()
    private var entries: [Entry]?

    package init() {}

    func put(_ found: [Entry]) { lock.withLock { entries = found } }

    /// The list; nil while it has not come.
    package var list: [Entry]? { lock.withLock { entries } }
}
