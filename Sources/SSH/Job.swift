import Synchronization

/// What the connection's thread works with.
final class Desk {
    let wire: Wire
    let session: Session
    var agent: Agent?

    init(wire: Wire) throws(LibSSH2Error) {
        self.wire = wire
        session = try Session(wire: wire)
    }

    /// libssh2 wants its handles back before the session that made them.
    deinit { agent = nil }
}

/// A call on the session as a whole. It is repeated until libssh2 has finished it, and no other is made meanwhile.
protocol Job: AnyObject, Sendable {
    var deadline: ContinuousClock.Instant { get }
    var isCancelled: Bool { get }
    /// - Returns: Whether it is finished, and its caller has been told.
    func attempt(at desk: Desk) -> Bool
    func fail(_ reason: SSHError.Reason)
}

/// Why a job did not succeed.
enum JobFailure: Error {
    case library(LibSSH2Error)
    case reason(SSHError.Reason)
}

final class SessionJob<Value: Sendable>: Job {
    /// Makes the call once; nil asks for another time.
    typealias Call = @Sendable (Desk) throws(LibSSH2Error) -> Value?

    let deadline: ContinuousClock.Instant
    private let call: Call
    private let cancelled = Mutex(false)
    private let waiter = Mutex<CheckedContinuation<Result<Value, JobFailure>, Never>?>(nil)

    init(deadline: ContinuousClock.Instant, call: @escaping Call) {
        self.deadline = deadline
        self.call = call
    }

    var isCancelled: Bool { cancelled.withLock { $0 } }

    func attempt(at desk: Desk) -> Bool {
        do throws(LibSSH2Error) {
            guard let value = try call(desk) else { return false }
            finish(.success(value))
        } catch {
            // libssh2 gives various codes to a host that took its leave.
            let isOver = error.isDisconnected || desk.wire.farewell != nil
            finish(.failure(isOver ? .reason(.lost(problem: desk.wire.farewell ?? error.text)) : .library(error)))
        }
        return true
    }

    func fail(_ reason: SSHError.Reason) { finish(.failure(.reason(reason))) }

    private func finish(_ result: Result<Value, JobFailure>) {
        let waiter = waiter.withLock { waiter in
            defer { waiter = nil }
            return waiter
        }
        waiter?.resume(returning: result)
    }

    /// Has the thread of `mailbox` do it.
    func value(from mailbox: Mailbox) async throws(JobFailure) -> Value {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                self.waiter.withLock { $0 = waiter }
                if let reason = mailbox.post(.job(self)) { fail(reason) }
            }
        } onCancel: {
            cancelled.withLock { $0 = true }
            mailbox.alarm.ring()
        }
        return try result.get()
    }
}
