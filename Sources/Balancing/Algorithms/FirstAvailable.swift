/// `balance first`: the server with the smallest id that has room (HAProxy 2.6, src/lb_fas.c).
struct FirstAvailable: Sendable {
    private let order: [(server: Int32, limits: Limits)]

    init(_ servers: [BalancedServer], _ members: [Int]) {
        // Servers of the same id keep the order of the file.
        var sorted = ServerHeap(capacity: members.count)
        for index in members { sorted.insert(Int32(index), key: UInt64(max(servers[index].id, 0))) }
        var order: [(server: Int32, limits: Limits)] = []
        while !sorted.isEmpty {
            order.append((sorted.first, servers[Int(sorted.first)].limits))
            sorted.removeFirst()
        }
        self.order = order
    }

    /// - Returns: a server, but not `avoided` unless it is the only one; -1 if all are full.
    func pick(served: Span<Int32>, queued: Span<Int32>, avoiding avoided: Int32) -> Int32 {
        var fallback: Int32 = -1
        for position in 0..<order.count {
            let (server, limits) = order[position]
            guard limits.hasRoom(served: served[Int(server)], queued: queued[Int(server)]) else { continue }
            if server != avoided { return server }
            fallback = avoided
        }
        return fallback
    }
}
