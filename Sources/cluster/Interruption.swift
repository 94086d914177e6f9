import ArgumentParser
import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: the first one asks the work to stop where it leaves nothing half done; the second ends the process.
enum Interruption {
    static func heeding<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        let work = Task { try await body() }
        let count = Mutex(0)
        let sources = [SIGINT, SIGTERM].map { signal in
            Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
            source.setEventHandler {
                let isFirst = count.withLock { count in
                    count += 1
                    return count == 1
                }
                guard isFirst else { Exit.now(ExitCode(130)) }
                FileHandle.standardError.write(
                    Data("\nStopping after the present step; once more ends at once.\n".utf8))
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
