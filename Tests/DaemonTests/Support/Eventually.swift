/// Asks `question` until it has an answer.
func eventually<Value>(
    _ what: @autoclosure () -> String, within limit: Duration, every pause: Duration = .milliseconds(5),
    _ question: () throws -> Value?
) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while true {
        if let value = try question() { return value }
        guard ContinuousClock.now < deadline else { throw Failure("it did not happen within \(limit): \(what())") }
        try await Task.sleep(for: pause)
    }
}
