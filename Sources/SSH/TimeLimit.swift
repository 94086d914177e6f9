/// Ends work that has to be awaited when its time is over.
enum TimeLimit {
    /// - Throws: `connectTimeout` at `deadline`, after `body` has answered to its cancellation.
    static func hold<Value: Sendable>(
        _ deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable () async throws(SSHError.Reason.Thrown) -> Value
    ) async throws(SSHError.Reason.Thrown) -> Value {
        typealias Outcome = Result<Value, SSHError.Reason.Thrown>
        let outcome = await withTaskGroup(of: Outcome?.self) { group -> Outcome in
            group.addTask {
                do throws(SSHError.Reason.Thrown) { return .success(try await body()) } catch { return .failure(error) }
            }
            group.addTask {
                try? await Task.sleep(until: deadline, clock: .continuous)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
                ?? .failure(
                    .init(
                        Task.isCancelled ? .cancelled(title: "connect") : .connectTimeout(.configuration, limit: .zero))
                )
        }
        return try outcome.get()
    }
}
