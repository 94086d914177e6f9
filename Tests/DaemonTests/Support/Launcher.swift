import Foundation
import Synchronization

/// A thread that starts programs and never ends. A program can ask the kernel to be killed when the thread that started
/// it is gone (prctl(2), PR_SET_PDEATHSIG): so none outlives the tests, not even if these are killed.
final class Launcher: Sendable {
    static let shared = Launcher()

    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let waiting = DispatchSemaphore(value: 0)

    private init() {
        Thread.detachNewThread { [self] in
            while true {
                waiting.wait()
                jobs.withLock { $0.removeFirst() }()
            }
        }
    }

    /// Does `job` on the thread.
    func run<Value>(_ job: @escaping @Sendable () throws -> sending Value) async throws -> sending Value {
        try await withCheckedThrowingContinuation { continuation in
            jobs.withLock { jobs in
                jobs.append {
                    do {
                        continuation.resume(returning: try job())
                    } catch {
                        continuation.resume(throwing: error)
                    }
                }
            }
            waiting.signal()
        }
    }
}
