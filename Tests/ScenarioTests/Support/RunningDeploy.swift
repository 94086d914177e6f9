import Foundation
import Synchronization
import Testing

/// A deploy that is at work.
final class RunningDeploy: Sendable {
    let pid: Int32
    private let text = Mutex("")

    init(pid: Int32) { self.pid = pid }

    func said(_ line: String) { text.withLock { $0 += line } }

    func send(_ signal: Int32) { kill(pid, signal) }

    /// Waits until it has said `words`.
    func says(_ words: String) async throws {
        try await eventually("the deploy says '\(words)'", within: .seconds(60), every: .milliseconds(2)) {
            text.withLock { $0.contains(words) }
        }
    }
}

/// Waits until `condition` holds, and fails the test if it does not in time.
func eventually(
    _ what: Comment, within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(100),
    sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, "not within \(limit): \(what)", sourceLocation: sourceLocation)
        try await Task.sleep(for: pause)
    }
}
