/// The queues of one backend as plain arrays: what `RequestQueues` must be equal to.
struct RequestQueueModel {
    struct Waiting: Equatable {
        let slot: Int32
        let server: Int32
        let since: Int
    }

    var waiting: [Waiting] = []

    mutating func dequeue(server: Int32, takesFromBackend: Bool) -> Int32 {
        let index = waiting.firstIndex { $0.server == server || (takesFromBackend && $0.server < 0) }
        return index.map { waiting.remove(at: $0).slot } ?? -1
    }

    mutating func redistribute(server: Int32) -> Int32 {
        let index = waiting.firstIndex { $0.server == server }
        return index.map { waiting.remove(at: $0).slot } ?? -1
    }

    mutating func remove(_ slot: Int32) -> Bool {
        let index = waiting.firstIndex { $0.slot == slot }
        if let index { waiting.remove(at: index) }
        return index != nil
    }

    mutating func expire(timeout: Int, now: Int) -> Int32 {
        guard let first = waiting.first, first.since + timeout <= now else { return -1 }
        return waiting.removeFirst().slot
    }
}
