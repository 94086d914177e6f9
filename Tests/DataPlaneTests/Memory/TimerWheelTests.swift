import Testing

@testable import DataPlane

@Suite("a timer wheel")
struct TimerWheelTests {
    private static let second: Int64 = 1_000_000_000

    /// What is due at a moment, in the order it is told.
    private func due(_ wheel: inout TimerWheel, at moment: Int64) -> [Int32] {
        var found: [Int32] = []
        while let index = wheel.expire(moment) { found.append(index) }
        return found
    }

    @Test(
        "tells an entry when its moment has come, and not before",
        arguments: [1_000_000, 2_000_000, 7_500_000, 1_000_000_000, 8_191_000_000, 60_000_000_000, 3_600_000_000_000])
    func exact(wait: Int64) {
        var wheel = TimerWheel(now: 5 * Self.second)
        wheel.set(3, to: 5 * Self.second + wait)
        var early: [Int32] = []
        // In steps, as a loop does that other events wake.
        var moment = 5 * Self.second
        while moment < 5 * Self.second + wait {
            early += due(&wheel, at: moment)
            moment += max(wait / 50, 1)
        }
        let late = due(&wheel, at: 5 * Self.second + wait + TimerWheel.tick)
        #expect(early.isEmpty)
        #expect(late == [3])
    }

    @Test("says when to look again: never later than a tick after the moment, unless that is more than a turn away")
    func next() {
        var wheel = TimerWheel(now: 0)
        let empty = wheel.next
        wheel.set(0, to: 100_000_000)
        let one = wheel.next
        wheel.set(1, to: 50_000_000)
        let earlier = wheel.next
        #expect(empty == .max)
        #expect(one > 100_000_000 - TimerWheel.tick && one <= 100_000_000 + TimerWheel.tick)
        #expect(earlier > 50_000_000 - TimerWheel.tick && earlier <= 50_000_000 + TimerWheel.tick)
    }

    @Test("an entry that is set later again and again is told once, at the last moment")
    func postponed() {
        var wheel = TimerWheel(now: 0)
        var told: [Int32] = []
        for step in 0..<100 as Range<Int64> {
            wheel.set(7, to: step * 10_000_000 + 50_000_000)
            told += due(&wheel, at: step * 10_000_000)
        }
        let last = due(&wheel, at: 99 * 10_000_000 + 50_000_000 + TimerWheel.tick)
        #expect(told.isEmpty)
        #expect(last == [7])
    }

    @Test("an entry that is cancelled is never told, and may be set again")
    func cancelled() {
        var wheel = TimerWheel(now: 0)
        wheel.set(1, to: 10_000_000)
        wheel.cancel(1)
        let nothing = due(&wheel, at: Self.second)
        wheel.set(1, to: 2 * Self.second)
        let again = due(&wheel, at: 3 * Self.second)
        #expect(nothing.isEmpty)
        #expect(again == [1])
    }

    @Test("of many entries with random moments each is told once, in time", arguments: [1, 2, 3] as [UInt64])
    func many(seed: UInt64) {
        var random = Generator(state: seed)
        var wheel = TimerWheel(now: 0)
        var moments: [Int64] = []
        for index in 0..<2000 as Range<Int32> {
            let moment = Int64(random.next() % 20_000) * 1_000_000 + 1
            moments.append(moment)
            wheel.set(index, to: moment)
        }
        var told = [Int64?](repeating: nil, count: 2000)
        var isTwice = false
        for moment in stride(from: 0 as Int64, through: 21 * Self.second, by: 3_000_000) {
            for index in due(&wheel, at: moment) {
                if told[Int(index)] != nil { isTwice = true }
                told[Int(index)] = moment
            }
        }
        let isInTime = zip(moments, told).allSatisfy { moment, told in
            told.map { $0 >= moment && $0 <= moment + 3_000_000 + 2 * TimerWheel.tick } ?? false
        }
        #expect(!isTwice)
        #expect(isInTime)
    }
}

/// SplitMix64.
struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
