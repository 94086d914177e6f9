/// The time left for making a connection. Waiting for the operator does not count.
struct Budget {
    let limit: Duration
    private(set) var deadline: ContinuousClock.Instant

    init(limit: Duration) {
        self.limit = limit
        deadline = .now + limit
    }

    mutating func excluding<Value>(_ wait: () async -> Value) async -> Value {
        let start = ContinuousClock.now
        let value = await wait()
        deadline += start.duration(to: .now)
        return value
    }
}
