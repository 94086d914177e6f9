/// How many requests a server takes at once, and how many wait for it.
package struct Limits: Hashable, Sendable {
    /// `maxconn` as it holds now (`Server.connectionLimit`); 0 is without limit.
    package var connections: Int32
    /// `maxqueue`; 0 is without limit.
    package var queue: Int32

    package init(connections: Int32 = 0, queue: Int32 = 0) {
        self.connections = connections
        self.queue = queue
    }

    /// Whether a request can go to the server now: it is below its `maxconn`, and nobody waits before it.
    package func hasRoom(served: Int32, queued: Int32) -> Bool {
        connections == 0 || (queued == 0 && served < connections)
    }

    /// Whether `leastconn` may give it a request: there the queue counts as room if it has a `maxqueue`.
    func hasRoomInQueue(served: Int32, queued: Int32) -> Bool {
        connections == 0 || Int(served) + Int(queued) < Int(connections) + Int(queue)
    }
}
