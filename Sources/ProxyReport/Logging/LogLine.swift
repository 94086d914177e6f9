/// Writing of log lines into a buffer of the caller's: nothing is allocated, and what does not fit is left out.
extension OutputSpan<UInt8> {
    @inline(__always)
    mutating func put(_ byte: UInt8) {
        if freeCapacity > 0 { append(byte) }
    }

    mutating func put(_ text: Span<UInt8>) {
        let count = min(text.count, freeCapacity)
        guard count > 0 else { return }
        unsafe withUnsafeMutableBufferPointer { buffer, initialized in
            unsafe text.withUnsafeBufferPointer { bytes in
                guard let target = buffer.baseAddress, let source = bytes.baseAddress else { return }
                // `count` is at most what the text has and what the buffer has free behind `initialized`; the two
                // cannot overlap, since one is borrowed while the other is changed.
                unsafe (target + initialized).initialize(from: source, count: count)
                initialized += count
            }
        }
    }

    mutating func put(_ text: StaticString) {
        // A literal's bytes live as long as the program.
        let bytes = unsafe Span(_unsafeStart: text.utf8Start, count: text.utf8CodeUnitCount)
        put(bytes)
    }

    /// - Parameter width: this many digits at least, with zeros in front; at most 20.
    mutating func put(_ number: UInt64, width: Int = 1) {
        if number < 10 && width == 1 { return put(UInt8(truncatingIfNeeded: 48 + number)) }
        var digits: [20 of UInt8] = .init(repeating: UInt8(ascii: "0"))
        var rest = number
        var start = 20
        repeat {
            start -= 1
            digits[start] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        } while rest > 0
        put(digits.span.extracting(max(0, min(start, 20 - width))..<20))
    }

    mutating func put(_ number: Int32) {
        if number < 0 { put(UInt8(ascii: "-")) }
        put(UInt64(number.magnitude))
    }

    /// Text of others: control characters, bytes above 126, quotes and `#` become `#XX` (configuration.txt §8.6).
    mutating func put(encoded text: Span<UInt8>) {
        var start = 0
        for index in 0..<text.count {
            let byte = text[index]
            guard byte < 32 || byte > 126 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") else { continue }
            put(text.extracting(start..<index))
            start = index + 1
            put(UInt8(ascii: "#"))
            put(hexadecimal: byte >> 4)
            put(hexadecimal: byte & 15)
        }
        put(text.extracting(start..<text.count))
    }

    private mutating func put(hexadecimal digit: UInt8) { put(digit < 10 ? 48 + digit : 55 + digit) }

    /// Ends the line: cut to `limit` bytes, with a line feed behind, as HAProxy's `len` does it.
    ///
    /// - Precondition: room for `limit` bytes and one more, else the line is cut to what there is room for.
    mutating func end(limit: Int) {
        let kept = min(max(limit, 0), max(count + freeCapacity - 1, 0))
        if count > kept { removeLast(count - kept) }
        put(UInt8(ascii: "\n"))
    }
}
