import Glibc

/// Asks until the answer is yes.
func eventually(
    _ what: @autoclosure () -> String, within limit: Duration, every microseconds: UInt32 = 2_000,
    _ question: () throws -> Bool
) throws {
    let deadline = ContinuousClock.now + limit
    while !(try question()) {
        guard ContinuousClock.now < deadline else { throw Failure("it did not happen within \(limit): \(what())") }
        usleep(microseconds)
    }
}
