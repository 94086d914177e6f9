import Balancing

/// What is due when: a binary heap. Entries are never taken out before their time; whoever gets one that no longer
/// counts passes over it.
struct Deadlines<Subject> {
    private var heap: [(moment: Instant, subject: Subject)] = []

    var earliest: Instant? { heap.first?.moment }

    mutating func add(_ subject: Subject, at moment: Instant) {
        heap.append((moment, subject))
        var child = heap.count - 1
        while child > 0, case let parent = (child - 1) / 2, heap[child].moment < heap[parent].moment {
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the next one that is due at `now`.
    mutating func next(at now: Instant) -> (moment: Instant, subject: Subject)? {
        guard let first = heap.first, first.moment <= now else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return first
    }

    private mutating func sink() {
        var parent = 0
        while case let left = 2 * parent + 1, left < heap.count {
            var child = left
            if left + 1 < heap.count, heap[left + 1].moment < heap[left].moment { child = left + 1 }
            guard heap[child].moment < heap[parent].moment else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
