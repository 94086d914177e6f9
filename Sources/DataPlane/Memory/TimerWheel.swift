/// When something is due, for many things at once. Setting a later time costs a store: an entry moves only when it is to
/// be due earlier, or when its old place comes by. One thread's own.
struct TimerWheel: ~Copyable {
    /// Nanoseconds of a slot: no timer is late by more.
    static let tick: Int64 = 2_000_000
    private static let slots = 4096
    private static let never = Int64.max

    private struct Entry {
        var due = TimerWheel.never
        /// The tick of the slot it stands in; -1 if in none.
        var placed: Int64 = -1
        var next: Int32 = -1
        var previous: Int32 = -1
    }

    private var heads = [Int32](repeating: -1, count: TimerWheel.slots)
    private var occupied = InlineArray<64, UInt64>(repeating: 0)
    private var entries: [Entry] = []
    /// All slots before this tick have been looked at.
    private var current: Int64

    init(now: Int64) { current = now / Self.tick }

    /// Has an entry be due at a moment; `Int64.max`: never.
    mutating func set(_ index: Int32, to moment: Int64) {
        while entries.count <= Int(index) { entries.append(Entry()) }
        entries[Int(index)].due = moment
        let placed = entries[Int(index)].placed
        guard moment != Self.never else { return }
        let wanted = slotTick(moment)
        guard placed < 0 || wanted < placed else { return }
        if placed >= 0 { unlink(index) }
        link(index, at: wanted)
    }

    mutating func cancel(_ index: Int32) {
        guard Int(index) < entries.count else { return }
        entries[Int(index)].due = Self.never
        if entries[Int(index)].placed >= 0 { unlink(index) }
    }

    /// The tick at which an entry is looked at: not before its moment, and within one turn of the wheel.
    private func slotTick(_ moment: Int64) -> Int64 {
        let exact = moment / Self.tick + 1
        return min(max(exact, current + 1), current + Int64(Self.slots) - 1)
    }

    private mutating func link(_ index: Int32, at tick: Int64) {
        let slot = Int(tick % Int64(Self.slots))
        let head = heads[slot]
        entries[Int(index)].placed = tick
        entries[Int(index)].next = head
        entries[Int(index)].previous = -1
        if head >= 0 { entries[Int(head)].previous = index }
        heads[slot] = index
        occupied[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    private mutating func unlink(_ index: Int32) {
        let entry = entries[Int(index)]
        let slot = Int(entry.placed % Int64(Self.slots))
        if entry.next >= 0 { entries[Int(entry.next)].previous = entry.previous }
        if entry.previous >= 0 {
            entries[Int(entry.previous)].next = entry.next
        } else {
            heads[slot] = entry.next
            if entry.next < 0 { occupied[slot >> 6] &= ~(1 << UInt64(slot & 63)) }
        }
        entries[Int(index)].placed = -1
    }

    /// When to look again; `Int64.max` if nothing is due.
    var next: Int64 {
        // From the slot after the current one, once around.
        let start = Int((current + 1) % Int64(Self.slots))
        var distance = 0
        while distance < Self.slots {
            let slot = (start + distance) & (Self.slots - 1)
            let word = occupied[slot >> 6] >> UInt64(slot & 63)
            if word != 0 { return (current + 1 + Int64(distance + word.trailingZeroBitCount)) * Self.tick }
            distance += 64 - slot & 63
        }
        return Self.never
    }

    /// An entry that is due; nil when there is none any more. It is in no slot then.
    mutating func expire(_ now: Int64) -> Int32? {
        let last = now / Self.tick
        while current <= last {
            let slot = Int(current % Int64(Self.slots))
            while heads[slot] >= 0 {
                let index = heads[slot]
                unlink(index)
                let due = entries[Int(index)].due
                if due <= now {
                    entries[Int(index)].due = Self.never
                    return index
                }
                if due != Self.never { link(index, at: max(slotTick(due), current + 1)) }
            }
            guard current < last else { break }
            current += 1
        }
        return nil
    }
}
