/// The requests that wait for a server, in strict order of arrival: each server has a queue for those that must go to it
/// (a cookie, a hash, `use-server`), each backend one for the rest (HAProxy 2.6, src/queue.c).
///
/// A request is a number, the caller's slot. All queues of a thread share one row of links, so that an entry costs no
/// allocation and an idle backend no memory. Every operation takes the same time however many wait.
///
/// Each thread has its own queues: the order of arrival holds within a thread. A server that ends a request of one
/// thread gives its place to that thread's queue first.
package struct RequestQueues: Sendable {
    private struct Entry: Sendable {
        /// Its neighbours in its queue, and by age in its backend; -1 at the ends.
        var previous: Int32 = -1
        var next: Int32 = -1
        var older: Int32 = -1
        var younger: Int32 = -1
        /// The queue it stands in; -1 if it waits nowhere.
        var queue: Int32 = -1
        var backend: Int32 = -1
        /// Its number among all that ever waited.
        var arrival: UInt64 = 0
        var since = Instant(nanoseconds: 0)
    }

    private struct Line: Sendable {
        var first: Int32 = -1
        var last: Int32 = -1
        var count: Int32 = 0
        /// How many left it from the front, and how many came: what the log calls a place in the queue.
        var left: UInt32 = 0
    }

    private var entries: [Entry]
    private var queues: [Line]
    /// By backend: all that wait in it, oldest first.
    private var ages: [Line]
    /// By backend: the number of its first server's queue; its own comes after its servers'.
    private let starts: [Int32]
    private var arrivals: UInt64 = 0

    /// - Parameters:
    ///   - serverCounts: for each backend, how many servers it has.
    ///   - slots: how many requests there can be.
    package init(serverCounts: [Int], slots: Int) {
        var starts: [Int32] = []
        var total = 0
        for count in serverCounts {
            starts.append(Int32(total))
            total += count + 1
        }
        starts.append(Int32(total))
        self.starts = starts
        entries = [Entry](repeating: Entry(), count: slots)
        queues = [Line](repeating: Line(), count: total)
        ages = [Line](repeating: Line(), count: serverCounts.count)
    }

    // MARK: - Coming and going

    /// Puts a request at the end of a queue: of a server, or of the backend if `server` is -1.
    ///
    /// - Precondition: it does not wait already.
    package mutating func enqueue(_ slot: Int32, backend: Int, server: Int32, at now: Instant) {
        precondition(entries[Int(slot)].queue < 0, "the request waits already")
        let queue = self.queue(backend, server)
        var entry = Entry()
        entry.previous = queues[queue].last
        entry.older = ages[backend].last
        entry.queue = Int32(queue)
        entry.backend = Int32(backend)
        entry.arrival = arrivals
        entry.since = now
        entries[Int(slot)] = entry
        arrivals &+= 1

        if entry.previous < 0 { queues[queue].first = slot } else { entries[Int(entry.previous)].next = slot }
        queues[queue].last = slot
        queues[queue].count += 1
        if entry.older < 0 { ages[backend].first = slot } else { entries[Int(entry.older)].younger = slot }
        ages[backend].last = slot
        ages[backend].count += 1
    }

    /// Takes a request out wherever it stands: its client went away, or it waited too long.
    ///
    /// - Returns: whether it waited.
    @discardableResult
    package mutating func remove(_ slot: Int32) -> Bool {
        let entry = entries[Int(slot)]
        guard entry.queue >= 0 else { return false }
        let (queue, backend) = (Int(entry.queue), Int(entry.backend))
        if entry.previous < 0 {
            queues[queue].first = entry.next
        } else {
            entries[Int(entry.previous)].next = entry.next
        }
        if entry.next < 0 {
            queues[queue].last = entry.previous
        } else {
            entries[Int(entry.next)].previous = entry.previous
        }
        queues[queue].count -= 1
        if entry.older < 0 {
            ages[backend].first = entry.younger
        } else {
            entries[Int(entry.older)].younger = entry.younger
        }
        if entry.younger < 0 {
            ages[backend].last = entry.older
        } else {
            entries[Int(entry.younger)].older = entry.older
        }
        ages[backend].count -= 1
        entries[Int(slot)] = Entry()
        return true
    }

    /// The request a server with room takes next: the one that came first, of its own queue and, if it may, the backend's.
    ///
    /// - Parameter takesFromBackend: whether the server takes new requests now (`Balancer.takesNewRequests`).
    /// - Returns: -1 if none waits for it.
    package mutating func dequeue(backend: Int, server: Int32, takesFromBackend: Bool) -> Int32 {
        let own = queues[queue(backend, server)].first
        let shared = takesFromBackend ? queues[queue(backend, -1)].first : -1
        let slot: Int32
        if own >= 0, shared >= 0 {
            slot = entries[Int(own)].arrival < entries[Int(shared)].arrival ? own : shared
        } else {
            slot = max(own, shared)
        }
        if slot >= 0 { leave(slot) }
        return slot
    }

    /// The first request of a server's own queue, for the server left: it is balanced anew. -1 if none is left.
    ///
    /// With `option redispatch` and without `option persist` only: without it requests wait on for their server.
    package mutating func redistribute(backend: Int, server: Int32) -> Int32 {
        let slot = queues[queue(backend, server)].first
        if slot >= 0 { remove(slot) }
        return slot
    }

    private mutating func leave(_ slot: Int32) {
        queues[Int(entries[Int(slot)].queue)].left &+= 1
        remove(slot)
    }

    // MARK: - Waiting too long

    /// When the oldest request of a backend has waited `timeout` (`timeout queue`, or `timeout connect` without it);
    /// nil if none waits.
    package func deadline(backend: Int, timeout: Interval) -> Instant? {
        let oldest = ages[backend].first
        return oldest < 0 ? nil : entries[Int(oldest)].since + timeout
    }

    /// Takes out a request that has waited for `timeout`; -1 if there is none.
    package mutating func expire(backend: Int, timeout: Interval, at now: Instant) -> Int32 {
        let oldest = ages[backend].first
        guard oldest >= 0, entries[Int(oldest)].since + timeout <= now else { return -1 }
        remove(oldest)
        return oldest
    }

    // MARK: - Looking

    /// How many wait in a server's own queue (the column `qcur`), or in the backend's with -1.
    package func count(backend: Int, server: Int32) -> Int32 { queues[queue(backend, server)].count }

    /// How many wait in a backend and for all of its servers.
    package func total(backend: Int) -> Int32 { ages[backend].count }

    package func isWaiting(_ slot: Int32) -> Bool { entries[Int(slot)].queue >= 0 }

    /// How many requests left a queue by its front, ever: what it grew by while a request waited is what the log calls
    /// the requests before it (`srv_queue`, `backend_queue`; configuration.txt §8.2.3).
    package func left(backend: Int, server: Int32) -> UInt32 { queues[queue(backend, server)].left }

    private func queue(_ backend: Int, _ server: Int32) -> Int {
        let number = server < 0 ? starts[backend + 1] - 1 : starts[backend] + server
        precondition(number < starts[backend + 1], "no such server")
        return Int(number)
    }
}
