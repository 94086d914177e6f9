/// Where something stands in the caller's buffer, in four bytes.
struct Place: Equatable, Sendable, BitwiseCopyable {
    private var start: UInt16 = 0
    private var end: UInt16 = 0

    init() {}

    /// - Parameter range: within the first 65,535 bytes.
    @inline(__always)
    init(_ range: Range<Int>) {
        start = UInt16(truncatingIfNeeded: range.lowerBound)
        end = UInt16(truncatingIfNeeded: range.upperBound)
    }

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
}

/// The index of a field, or none, in one byte.
struct FieldIndex: Equatable, Sendable, BitwiseCopyable {
    private let byte: UInt8

    @inline(__always)
    init(_ index: Int?) { byte = index.map { UInt8(truncatingIfNeeded: $0) } ?? .max }

    @inline(__always)
    var index: Int? { byte == .max ? nil : Int(byte) }
}
