/// `text.add("id=\(number)")`: many small calls of a few functions, where Swift's own strings would make a string of
/// each value first; this module is mostly made of such lines.
extension ReportText: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ReportText()

        @inline(never)
        package init(literalCapacity: Int, interpolationCount: Int) {}

        @inline(never)
        package mutating func appendLiteral(_ literal: String) { text.add(literal) }

        @inline(never)
        package mutating func appendInterpolation(_ words: String) { text.add(words) }

        @inline(never)
        package mutating func appendInterpolation(_ other: ReportText) { text.add(other) }

        @inline(never)
        package mutating func appendInterpolation(_ number: UInt64) { text.add(number) }

        @inline(never)
        package mutating func appendInterpolation(_ number: Int) { text.add(number) }

        package mutating func appendInterpolation(_ number: UInt32) { appendInterpolation(UInt64(number)) }

        package mutating func appendInterpolation(_ number: UInt16) { appendInterpolation(UInt64(number)) }

        package mutating func appendInterpolation(_ number: UInt8) { appendInterpolation(UInt64(number)) }

        package mutating func appendInterpolation(_ number: Int32) { appendInterpolation(Int(number)) }
    }

    @inline(never)
    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }

    @inline(never)
    package init(stringLiteral: String) { self.init(stringLiteral) }
}
