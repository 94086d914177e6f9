/// The wire between the simulated routers.
struct Network {
    /// Of a thousand.
    var loss = 0
    var duplication = 0
    /// Nanoseconds; each packet takes its own, so that packets overtake each other.
    var delay: ClosedRange<Int64> = Network.calmDelay
    /// How late a timer can fire: other programs have the processor.
    var lateness: ClosedRange<Int64> = 0...500_000
    /// Pairs that do not reach each other, in this direction.
    private var cut: Set<Int> = []

    static let calmDelay: ClosedRange<Int64> = 20_000...1_000_000
    mutating func disconnect(_ from: Int, _ to: Int) { cut.insert(from * 64 + to) }

    func reaches(_ from: Int, _ to: Int) -> Bool { cut.isEmpty || !cut.contains(from * 64 + to) }

    /// Everybody whose bit is set is cut off from everybody whose bit is not.
    mutating func partition(_ side: UInt64, count: Int) {
        for one in 0..<count {
            for other in 0..<count where (side >> UInt64(one) & 1) != (side >> UInt64(other) & 1) {
                disconnect(one, other)
            }
        }
    }
}
