import Balancing
import DataPlane

/// What is worked out of a frontend's, backend's or server's counters over time: rates, averages, and what they were when
/// an operator cleared them.
struct Meter {
    /// Of the last whole second, and the highest there was.
    private(set) var sessionRate: Int64 = 0
    private(set) var sessionRatePeak: Int64 = 0
    private(set) var requestRate: Int64 = 0
    private(set) var requestRatePeak: Int64 = 0
    private var sessions: Int64 = 0
    private var requests: Int64 = 0
    private var times = Averages()
    /// The counters when they were cleared; empty before.
    private var cleared: [Int64] = []

    /// Takes a second's worth.
    mutating func sample(_ owner: Plane.Owner, in plane: Plane) {
        let now = (plane.total(.sessions, of: owner), plane.total(.requests, of: owner))
        sessionRate = now.0 - sessions
        requestRate = now.1 - requests
        (sessions, requests) = now
        sessionRatePeak = max(sessionRatePeak, sessionRate)
        requestRatePeak = max(requestRatePeak, requestRate)
        _ = averages(owner, in: plane)
    }

    /// `clear counters`: the peaks, and with `all` the counters.
    mutating func clear(_ owner: Plane.Owner, in plane: Plane, all: Bool) {
        sessionRatePeak = 0
        requestRatePeak = 0
        if all { cleared = Counter.allCases.map { $0 == .lastSession ? 0 : plane.total($0, of: owner) } }
    }

    /// A counter since it was cleared.
    func count(_ counter: Counter, of owner: Plane.Owner, in plane: Plane) -> UInt64 {
        let before = cleared.isEmpty ? 0 : cleared[counter.rawValue]
        return UInt64(clamping: plane.total(counter, of: owner) &- before)
    }

    /// Milliseconds of the last 1,024 requests.
    mutating func averages(_ owner: Plane.Owner, in plane: Plane) -> [UInt32] {
        times.add(
            total: plane.total(.timedRequests, of: owner),
            sums: [Counter.queueTime, .connectTime, .responseTime, .totalTime].map { plane.total($0, of: owner) })
        return times.values
    }
}

/// Sliding averages over the last 1,024 requests, as HAProxy's `swrate_avg`: exact until there are so many; then each
/// request takes a 1,024th of what was before it away. Here several are added at once.
struct Averages {
    static let window: Double = 1024

    private var counted: Int64 = 0
    private var summed: [Int64] = [0, 0, 0, 0]
    private var averages: [Double] = [0, 0, 0, 0]

    /// - Parameters:
    ///   - total: how many requests there were ever.
    ///   - sums: their milliseconds.
    mutating func add(total: Int64, sums: [Int64]) {
        let count = total &- counted
        guard count > 0 else { return }
        let known = min(Double(counted), Self.window)
        // What the old average is still worth among `window`.
        let kept = min(known, max(0, Self.window - Double(count)))
        for index in averages.indices {
            let new = Double(sums[index] &- summed[index])
            let share = min(Double(count), Self.window) / Double(count)
            averages[index] = (averages[index] * kept + new * share) / (kept + min(Double(count), Self.window))
        }
        counted = total
        summed = sums
    }

    var values: [UInt32] { averages.map { $0 > 0 ? UInt32(min($0 + 0.5, 4e9)) : 0 } }
}
