import Synchronization

/// Lets a few tests with servers run at a time, so that their time limits mean something on a small machine.
final class Gate: Sendable {
    static let servers = Gate(places: 3)

    private struct State {
        var places: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state: Mutex<State>

    init(places: Int) { state = Mutex(State(places: places)) }

    /// A place, given back with the last reference to it.
    final class Place: Sendable {
        private let gate: Gate
        fileprivate init(_ gate: Gate) { self.gate = gate }
        deinit { gate.leave() }
    }

    func enter() async -> Place {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                guard state.places == 0 else {
                    state.places -= 1
                    return true
                }
                state.waiting.append(waiter)
                return false
            }
            if isOpen { waiter.resume() }
        }
        return Place(self)
    }

    private func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.places += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
