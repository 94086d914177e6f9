import Balancing

/// How long to wait before another worker is started for one that died: from a tenth of a second, twice as long each
/// time, up to half a minute, so that what cannot live is no loop. A worker that lived for a minute is forgiven.
struct RestartPause: Equatable {
    private(set) var due: Instant?
    private var pause = Self.shortest

    static let shortest = Interval.milliseconds(100)
    static let longest = Interval.seconds(30)
    static let forgiveness = Interval.seconds(60)

    /// A worker died.
    ///
    /// - Parameter lived: how long it had served.
    /// - Returns: how long the pause is.
    mutating func workerDied(at now: Instant, lived: Interval) -> Interval {
        if lived >= Self.forgiveness { pause = Self.shortest }
        let length = pause
        due = now + length
        pause = min(pause + pause, Self.longest)
        return length
    }

    /// Its time has come, or it is not wanted any more.
    mutating func end() { due = nil }
}
