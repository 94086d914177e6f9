/// Whether a request goes to the server chosen for it, or waits (HAProxy 2.6, src/backend.c).
package enum Admission: UInt8, Hashable, Sendable {
    case connect
    /// The server is full: wait in its own queue.
    case waitForServer
    /// Its queue is full too, and the request need not go there (`option redispatch`): choose another server.
    case chooseAnother
    /// Its queue is full too: 503.
    case refuse

    /// - Parameters:
    ///   - isDirect: a cookie or `use-server` chose the server.
    ///   - redispatches: `option redispatch`.
    package init(_ limits: Limits, served: Int32, queued: Int32, isDirect: Bool, redispatches: Bool) {
        if limits.hasRoom(served: served, queued: queued) {
            self = .connect
        } else if limits.queue == 0 || queued < limits.queue {
            self = .waitForServer
        } else {
            self = isDirect && redispatches ? .chooseAnother : .refuse
        }
    }
}
