import Synchronization

/// What the connection's thread is asked to do.
enum Request: Sendable {
    /// A call on the session as a whole, such as a step of the login.
    case job(any Job)
    case channel(ChannelPipe)
    /// The login is done: watch over the connection.
    case serve(idleLimit: Duration)
    case shutDown
}

/// The way to a connection's thread, for any task.
///
/// A request is either taken by the thread or answered here: `close` takes what is left and refuses the rest, in one
/// step under the lock.
final class Mailbox: Sendable {
    let alarm: Alarm

    private struct State {
        var requests: [Request] = []
        var end: SSHError.Reason?
        var isOver = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    init(alarm: Alarm) { self.alarm = alarm }

    /// - Returns: Why it cannot be asked any more; nil when it was.
    func post(_ request: Request) -> SSHError.Reason? {
        let end = state.withLock { state in
            if state.end == nil { state.requests.append(request) }
            return state.end
        }
        if end == nil { alarm.ring() }
        return end
    }

    func take() -> [Request] {
        state.withLock { state in
            defer { state.requests = [] }
            return state.requests
        }
    }

    /// Refuses requests from now on, and hands over those not yet taken.
    func close(_ reason: SSHError.Reason) -> [Request] {
        state.withLock { state in
            state.end = reason
            defer { state.requests = [] }
            return state.requests
        }
    }

    /// The thread has given everything back.
    func noteOver() {
        let waiters = state.withLock { state in
            state.isOver = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func waitUntilOver() async {
        await withCheckedContinuation { waiter in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiters.append(waiter) }
                return state.isOver
            }
            if isOver { waiter.resume() }
        }
    }
}
