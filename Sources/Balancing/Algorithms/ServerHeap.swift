/// Servers in the order of a key, those of the same key in the order they came: what HAProxy's ebtree gives, in one
/// array that never grows beyond the number of servers.
struct ServerHeap: Sendable {
    private struct Entry: Sendable {
        let key: UInt64
        let arrival: UInt64
        let server: Int32

        func precedes(_ other: Entry) -> Bool {
            key != other.key ? key < other.key : arrival < other.arrival
        }
    }

    private var entries: [Entry] = []
    private var arrivals: UInt64 = 0

    init(capacity: Int) {
        entries.reserveCapacity(capacity)
    }

    var isEmpty: Bool { entries.isEmpty }

    /// The first server, or -1.
    var first: Int32 { entries.isEmpty ? -1 : entries[0].server }

    mutating func insert(_ server: Int32, key: UInt64) {
        entries.append(Entry(key: key, arrival: arrivals, server: server))
        arrivals &+= 1
        rise(from: entries.count - 1)
    }

    /// - Precondition: not empty.
    mutating func removeFirst() {
        let last = entries.removeLast()
        guard !entries.isEmpty else { return }
        entries[0] = last
        sink(from: 0)
    }

    /// Takes a server out wherever it stands: linear, for changes of state only.
    mutating func remove(_ server: Int32) {
        guard let index = entries.firstIndex(where: { $0.server == server }) else { return }
        let last = entries.removeLast()
        guard index < entries.count else { return }
        entries[index] = last
        sink(from: index)
        rise(from: index)
    }

    private mutating func rise(from start: Int) {
        // One look at the array's owner instead of one at each step.
        var entries = entries.mutableSpan
        var child = start
        let entry = entries[child]
        while child > 0 {
            let parent = (child - 1) / 2
            guard entry.precedes(entries[parent]) else { break }
            entries[child] = entries[parent]
            child = parent
        }
        entries[child] = entry
    }

    private mutating func sink(from start: Int) {
        var entries = entries.mutableSpan
        var parent = start
        let entry = entries[parent]
        while true {
            var child = 2 * parent + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].precedes(entries[child]) { child += 1 }
            guard entries[child].precedes(entry) else { break }
            entries[parent] = entries[child]
            parent = child
        }
        entries[parent] = entry
    }
}
