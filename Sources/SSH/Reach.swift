import Foundation
import Glibc
import Synchronization

/// Finds a host in the network: its addresses, and a socket to the first of them that answers.
enum Reach {
    /// - Returns: The socket and the address it is connected to.
    static func connect(
        to address: SSHAddress, deadline: ContinuousClock.Instant
    ) async throws(SSHError.Reason.Thrown) -> (socket: Int32, address: String) {
        let outcome = Outcome()
        let timer = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            outcome.finish(.failure(.init(.connectTimeout(.reach, limit: .zero))))
        }
        defer { timer.cancel() }
        let result = await withTaskCancellationHandler {
            await outcome.value {
                Thread.detachNewThread { outcome.finish(work(address, deadline, outcome)) }
            }
        } onCancel: {
            outcome.finish(.failure(.init(.cancelled(title: "connect"))))
        }
        return try result.get()
    }

    typealias Found = Result<(socket: Int32, address: String), SSHError.Reason.Thrown>

    /// The first end counts. A name server may keep the thread waiting for longer than anyone waits for the thread.
    private final class Outcome: Sendable {
        private enum State {
            case new
            case awaited(CheckedContinuation<Found, Never>)
            case known(Found)
            case over
        }
        private let state = Mutex(State.new)

        var isOver: Bool {
            state.withLock {
                switch $0 {
                case .new, .awaited: false
                case .known, .over: true
                }
            }
        }

        func value(_ begin: () -> Void) async -> Found {
            await withCheckedContinuation { waiter in
                let known: Found? = state.withLock { state in
                    if case .known(let found) = state {
                        state = .over
                        return found
                    }
                    state = .awaited(waiter)
                    return nil
                }
                if let known { waiter.resume(returning: known) } else { begin() }
            }
        }

        func finish(_ found: Found) {
            let waiter: CheckedContinuation<Found, Never>? = state.withLock { state in
                switch state {
                case .awaited(let waiter):
                    state = .over
                    return waiter
                case .new:
                    state = .known(found)
                    return nil
                case .known, .over:
                    if case .success(let late) = found { _ = Glibc.close(late.socket) }
                    return nil
                }
            }
            waiter?.resume(returning: found)
        }
    }

    private static func work(_ address: SSHAddress, _ deadline: ContinuousClock.Instant, _ outcome: Outcome) -> Found {
        let endpoints: [Endpoint]
        do throws(SSHError.Reason.Thrown) { endpoints = try Endpoint.resolve(address) } catch { return .failure(error) }
        var attempts: [SSHError.Attempt] = []
        for (index, endpoint) in endpoints.enumerated() {
            // An address that does not answer leaves time for the others.
            let share = ContinuousClock.now.duration(to: deadline) / (endpoints.count - index)
            do throws(SystemError) {
                let socket = try endpoint.connect(within: share) { outcome.isOver }
                return .success((socket.release(), endpoint.description))
            } catch {
                attempts.append(.init(address: endpoint.description, problem: error.description))
            }
            if outcome.isOver { break }
        }
        return .failure(.init(.unreachable(attempts)))
    }
}

extension SSHError.Reason {
    /// A reason on its way to whoever knows the host.
    struct Thrown: Error {
        let reason: SSHError.Reason
        init(_ reason: SSHError.Reason) { self.reason = reason }
    }
}
