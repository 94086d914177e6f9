/// A set of fields of one head, as a bit for each index.
package struct FieldSet: Equatable, Sendable, BitwiseCopyable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    package init() {}

    @inline(__always)
    package var isEmpty: Bool { low | high == 0 }

    /// Whether the set has the field of an index, 0..<128.
    @inline(__always)
    package func contains(_ index: Int) -> Bool {
        ((index < 64 ? low : high) &>> UInt64(truncatingIfNeeded: index)) & 1 == 1
    }

    @inline(__always)
    package mutating func insert(_ index: Int) {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
        if index < 64 { low |= bit } else { high |= bit }
    }

    @inline(__always)
    package mutating func remove(_ index: Int) {
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
        if index < 64 { low &= ~bit } else { high &= ~bit }
    }

    @inline(__always)
    package func union(_ other: FieldSet) -> FieldSet {
        var all = self
        all.low |= other.low
        all.high |= other.high
        return all
    }

    /// The first member at an index or after it; 128 if there is none.
    @inline(__always)
    package func first(from index: Int) -> Int {
        if index < 64 {
            let rest = low & (UInt64.max &<< UInt64(truncatingIfNeeded: index))
            if rest != 0 { return rest.trailingZeroBitCount }
        }
        guard index < 128 else { return 128 }
        let rest = index <= 64 ? high : high & (UInt64.max &<< UInt64(truncatingIfNeeded: index))
        return 64 &+ rest.trailingZeroBitCount
    }
}
