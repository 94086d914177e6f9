/// Writes bytes one after the other into a buffer: heads, and values for fields that change.
///
/// What does not fit is not written, and neither is anything after it; `isOverfull` tells at the end.
package struct HeadWriter: BitwiseCopyable, Sendable {
    /// Where the next byte goes: behind the last that was written.
    package private(set) var position: Int
    /// Whether something did not fit.
    package private(set) var isOverfull = false

    /// - Parameter position: where the first byte goes.
    package init(at position: Int = 0) { self.position = position }

    /// Makes room for so many bytes, or notes that there is none. Returns where they go.
    @inline(__always)
    private mutating func take(_ count: Int, of output: borrowing MutableSpan<UInt8>) -> Int? {
        // Both sides are small: a buffer's size at most.
        guard !isOverfull, position >= 0, position <= output.count, count <= output.count &- position else {
            isOverfull = true
            return nil
        }
        defer { position &+= count }
        return position
    }

    /// Writes bytes of another buffer.
    package mutating func bytes(
        _ range: Range<Int>, of source: Span<UInt8>, to output: inout MutableSpan<UInt8>
    ) {
        guard let place = take(range.count, of: output) else { return }
        output.copy(range, of: source, to: place)
    }

    /// Writes bytes of the same buffer, from anywhere.
    package mutating func bytes(_ range: Range<Int>, within output: inout MutableSpan<UInt8>) {
        guard let place = take(range.count, of: output) else { return }
        output.move(range, to: place)
    }

    /// Writes a value of the same buffer with a part of it replaced: for `MessageHead.replaceValue`.
    ///
    /// - Parameter part: a range within the value; empty to insert.
    package mutating func value(
        _ value: Range<Int>, replacing part: Range<Int>, by replacement: Span<UInt8>,
        within output: inout MutableSpan<UInt8>
    ) {
        bytes(value.lowerBound..<part.lowerBound, within: &output)
        bytes(0..<replacement.count, of: replacement, to: &output)
        bytes(part.upperBound..<value.upperBound, within: &output)
    }

    /// Writes a constant.
    @inline(__always)
    package mutating func text(_ text: StaticString, to output: inout MutableSpan<UInt8>) {
        guard let place = take(text.utf8CodeUnitCount, of: output) else { return }
        output.copy(text, to: place)
    }

    /// Writes one byte.
    @inline(__always)
    package mutating func byte(_ byte: UInt8, to output: inout MutableSpan<UInt8>) {
        guard let place = take(1, of: output) else { return }
        output[place] = byte
    }

    /// Writes a number in decimal digits.
    package mutating func decimal(_ number: UInt64, to output: inout MutableSpan<UInt8>) {
        var count = 1
        var limit = number / 10
        while limit > 0 {
            count &+= 1
            limit /= 10
        }
        guard let place = take(count, of: output) else { return }
        var rest = number
        for index in stride(from: place &+ count &- 1, through: place, by: -1) {
            output[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// Writes a number in hexadecimal digits: a chunk's size.
    package mutating func hexadecimal(_ number: UInt64, to output: inout MutableSpan<UInt8>) {
        let count = max(1, (67 - number.leadingZeroBitCount) / 4)
        guard let place = take(count, of: output) else { return }
        for index in 0..<count {
            let digit = UInt8(truncatingIfNeeded: number &>> UInt64(4 * (count - 1 - index))) & 0xF
            output[place + index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
    }
}
