import ArgumentParser
import Dispatch
import Foundation
import Synchronization
import Terminal

/// Ctrl-C: the first one asks the work to stop where it leaves nothing half done; the second ends the process.
enum Interruption {
    static func heeding<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        // A reader that goes away (`| head`) must not end a transaction half-way.
        signal(SIGPIPE, SIG_IGN)
        let work = Task { try await body() }
        let count = Mutex(0)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { signal in
            Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
            source.setEventHandler {
                let isFirst = count.withLock { count in
                    count += 1
                    return count == 1
                }
                guard isFirst else { Exit.now(ExitCode(130)) }
                StandardError.write("\nStopping after the present step; once more ends at once.\n")
                work.cancel()
            }
            source.resume()
            return source
        }
        let result = await work.result
        for source in sources { source.cancel() }
        return result
    }
}
