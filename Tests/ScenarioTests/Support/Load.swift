import Foundation
import Lab
import Synchronization

/// Visitors who come at a steady rate, whether or not those before them have been served.
final class Load: Sendable {
    struct Tally: Sendable {
        var sent = 0
        var underWay = 0
        var failures: [String] = []
    }

    private let tally = Mutex(Tally())
    private let isOver = Mutex(false)
    private let client: Client
    private let expected: String

    /// Counts what fails while `body` runs, at 100 requests a second.
    ///
    /// - Parameter expected: what every answer must contain.
    static func during<Value: Sendable>(
        _ client: Client = Client(), expecting expected: String = "<!DOCTYPE html>",
        _ body: () async throws -> Value
    ) async throws -> (Value, Tally) {
        let load = Load(client, expected)
        load.start()
        do {
            let value = try await body()
            return (value, await load.stop())
        } catch {
            _ = await load.stop()
            throw error
        }
    }

    private init(_ client: Client, _ expected: String) {
        self.client = client
        self.expected = expected
    }

    private func start() {
        Thread.detachNewThread { [self] in
            do { try client.enter() } catch { return record("\(error)") }
            var next = ContinuousClock.now
            while !isOver.withLock({ $0 }) {
                tally.withLock {
                    $0.sent += 1
                    $0.underWay += 1
                }
                // A thread is in the network of the thread that made it.
                Thread.detachNewThread { [self] in ask() }
                next += .milliseconds(10)
                Thread.sleep(forTimeInterval: max(0, (next - .now) / .seconds(1)))
            }
        }
    }

    private func ask() {
        let problem: String?
        do {
            let reply = try client.exchange()
            problem = reply.status == 200 && reply.body.contains(expected) ? nil : "answer \(reply.status)"
        } catch {
            problem = error.description
        }
        tally.withLock { $0.underWay -= 1 }
        if let problem { record(problem) }
    }

    private func record(_ problem: String) { tally.withLock { $0.failures.append(problem) } }

    private func stop() async -> Tally {
        isOver.withLock { $0 = true }
        while tally.withLock({ $0.underWay }) > 0 { try? await Task.sleep(for: .milliseconds(10)) }
        return tally.withLock { $0 }
    }
}
