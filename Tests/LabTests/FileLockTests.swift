import Foundation
import Synchronization
import Testing

@testable import Lab

@Suite struct FileLockTests {
    private let path = "\(NSTemporaryDirectory())/lab-lock-\(UUID().uuidString)/lock"

    @Test("the second waits, is told for whom, and has the lock when the first gives it back")
    func waits() async throws {
        defer { unsafe rmdir((path as NSString).deletingLastPathComponent) }
        let first = try await FileLock.take(path) { _ in Issue.record("nothing to wait for") }
        let holders = Mutex<[String]>([])
        let second = Task { [path] in
            try await FileLock.take(path) { holder in holders.withLock { $0.append(holder) } }
        }
        while holders.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
        first.release()
        try await second.value.release()
        #expect(holders.withLock { $0 } == [String(getpid())])
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("waiting ends when the task is cancelled")
    func cancellation() async throws {
        defer { unsafe rmdir((path as NSString).deletingLastPathComponent) }
        let first = try await FileLock.take(path) { _ in }
        let second = Task { [path] in try await FileLock.take(path) { _ in } }
        try await Task.sleep(for: .milliseconds(20))
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        first.release()
    }
}
