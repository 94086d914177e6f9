/// HAProxy's one counter for rise and fall (include/haproxy/check-t.h): 0 is down, up to `rise` - 1 on its way up,
/// from `rise` on up, `rise` + `fall` - 1 well.
///
///     0 … rise-1      down, so many passed of `rise`
///     rise … r+f-2    up, on its way down
///     r+f-1           up
package struct HealthCounter: Hashable, Sendable {
    package let rise: Int
    package let fall: Int
    package private(set) var value: Int

    /// A server starts up, and the first check that fails takes it down.
    package init(rise: Int, fall: Int) {
        self.rise = max(rise, 1)
        self.fall = max(fall, 1)
        value = self.rise
    }

    /// A counter that stands somewhere, as far as `rise` and `fall` allow.
    package init(rise: Int, fall: Int, value: Int) {
        self.init(rise: rise, fall: fall)
        self.value = min(max(value, 0), best)
    }

    package var isUp: Bool { value >= rise }
    package var isBest: Bool { value == best }
    package var isWorst: Bool { value == 0 }
    private var best: Int { rise + fall - 1 }

    /// What the status words count: checks that it still stands while it is up, checks passed while it is down.
    package var count: Int { isUp ? value - rise + 1 : value }
    /// Of how many.
    package var limit: Int { isUp ? fall : rise }

    /// - Returns: whether it changed.
    package mutating func pass() -> Bool {
        guard value < best else { return false }
        value += 1
        if isUp { value = best }
        return true
    }

    /// - Returns: whether it changed.
    package mutating func fail() -> Bool {
        guard value > 0 else { return false }
        value -= 1
        if !isUp { value = 0 }
        return true
    }

    package mutating func setBest() { value = best }
    package mutating func setWorst() { value = 0 }
    /// Up, and the next failure takes it down.
    package mutating func setBarelyUp() { value = rise }
    /// As HAProxy's `on-error sudden-death` before it counts its own failure: that one does not take it down, the next
    /// does.
    package mutating func setNearlyDown() {
        if value > rise { value = rise + 1 }
    }

    /// Stands where another counter stood, as far as `rise` and `fall` of this one allow.
    package mutating func resume(_ old: HealthCounter?) {
        guard let old else { return }
        if old.isUp {
            value = old.isBest ? best : min(rise + old.value - old.rise, best)
        } else {
            value = min(old.value, rise - 1)
        }
    }
}
