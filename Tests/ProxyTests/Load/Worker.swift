import Foundation
import Synchronization

/// A thread that turns a loop until it is told to stop. It is in the network of the thread that makes it.
final class Worker: Sendable {
    private let isOver = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)
    private let failure = Mutex<(any Error)?>(nil)

    /// - Parameter make: called on the new thread before this returns. It gives the loop's turn, which waits for a few
    ///   milliseconds at most; false ends the loop.
    init(_ make: @escaping @Sendable () throws -> () throws -> Bool) throws {
        let begun = DispatchSemaphore(value: 0)
        let thread = Thread { [self] in
            var turn: (() throws -> Bool)?
            do { turn = try make() } catch { failure.withLock { $0 = error } }
            begun.signal()
            do {
                while !isOver.load(ordering: .relaxed), try turn?() ?? false {}
            } catch {
                failure.withLock { $0 = error }
            }
            turn = nil
            ended.signal()
        }
        thread.stackSize = 4 << 20
        thread.start()
        begun.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Ends it, and waits until it has ended. Once.
    func stop() {
        isOver.store(true, ordering: .relaxed)
        ended.wait()
        if let error = failure.withLock({ $0 }) { print("a worker of the test ended: \(error)") }
    }
}
