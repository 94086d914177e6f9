/// Text on its way to an operator: bytes, appended to. Not a `String`, because it goes straight to a socket.
package struct ReportText: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    @_disfavoredOverload
    package init(_ text: String) { add(text) }

    /// The text as a string; what is not UTF-8 becomes U+FFFD.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    package var isEmpty: Bool { bytes.isEmpty }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Not for literals, which the compiler would make a string of first.
    @_disfavoredOverload
    @inline(never)
    package mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    @inline(never)
    package mutating func add(_ other: ReportText) { bytes.append(contentsOf: other.bytes) }

    @inline(never)
    mutating func add(byte: UInt8) { bytes.append(byte) }

    @inline(never)
    mutating func add(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        add(number.magnitude)
    }

    mutating func add(_ number: UInt) { add(UInt64(number)) }

    mutating func add(_ number: UInt32) { add(UInt64(number)) }

    /// - Parameter width: at least this many digits, with zeros in front.
    @inline(never)
    mutating func add(_ number: UInt64, width: Int = 1, radix: UInt64 = 10) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(ReportText.digit(rest % radix))
            rest /= radix
        } while rest > 0 || bytes.count - start < width
        bytes[start...].reverse()
    }

    private static func digit(_ value: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 10 ? 48 + value : 87 + value)
    }

    /// How long, in HAProxy's two largest units: `1d2h`, `5m3s`, `0s`; `?` for what is not known.
    mutating func add(duration seconds: Int?) {
        guard let seconds, seconds >= 0 else { return add("?") }
        let parts = [(seconds / 86400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        var shown = 0
        for (value, unit) in parts where value > 0 && shown < 2 {
            add(value)
            add(unit)
            // A day and its hours, an hour and its minutes: HAProxy counts a unit of zero as not shown.
            shown += 1
        }
        if shown == 0 { add("0s") }
    }
}
