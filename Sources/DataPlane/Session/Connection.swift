/// A connection to a server.
struct Connection {
    var generation: UInt32 = 0
    var socket = Socket()
    /// Who uses it; -1: nobody, it waits in the pool.
    var session: Int32 = -1
    var isConnecting = false
    var backend: Int16 = 0
    var server: Int32 = 0
    /// It told its server of one client, and carries no other's requests.
    var isPrivate = false
    /// Where it leads: `set server … addr` may have another since.
    var destination = Destination()
    /// Requests it has carried.
    var requests: Int32 = 0
    /// Among the idle ones of its server: those beside it, -1 for none.
    var newer: Int32 = -1
    var older: Int32 = -1
    /// Since when it is idle.
    var idleSince: Int64 = 0
}

/// An address as the server's settings have it.
struct Destination: Equatable {
    var high: Int64 = 0
    var low: Int64 = 0
    var port: Int64 = 0
}
