import HTTP1

/// What must be true of any head.
enum HeadInvariants {
    /// The finder says that there is an end when the parser does not say `incomplete`, in pieces of any size.
    static func checkFinder(_ result: ParseResult, _ bytes: Span<UInt8>, piece: Int) {
        var finder = HeadEndFinder()
        var whole = HeadEndFinder()
        var isEnded = false
        var seen = 0
        while seen < bytes.count && !isEnded {
            seen = min(seen + piece, bytes.count)
            isEnded = finder.isComplete(in: bytes.extracting(first: seen))
        }
        precondition(whole.isComplete(in: bytes) == isEnded, "pieces end elsewhere")
        switch result {
        case .incomplete: precondition(!isEnded, "incomplete with an end")
        case .complete: precondition(isEnded, "complete without an end")
        case .refused(let refusal): precondition(refusal.position <= bytes.count, "refused outside")
        }
    }

    /// Everything lies within the head.
    static func checkPlaces(_ head: borrowing MessageHead, _ length: Int) {
        precondition(head.fieldsEnd + 2 == length && head.fieldsStart <= head.fieldsEnd)
        precondition(head.fieldCount <= MessageHead.maximumFields && head.fieldCount == head.parsedFieldCount)
        var end = head.fieldsStart
        for index in 0..<head.fieldCount {
            let field = head.field(index)
            precondition(field.nameRange.lowerBound == end && !field.nameRange.isEmpty, "fields are not side by side")
            end = head.lines(index..<index + 1).upperBound
            precondition(field.nameRange.upperBound < end && field.valueRange.upperBound < length)
        }
        precondition(end == head.fieldsEnd)
    }

    /// A head that was written has the fields that were to be forwarded, and no others but some at the end.
    static func checkForwarded(
        _ head: borrowing MessageHead, _ bytes: Span<UInt8>, in written: borrowing MessageHead, _ output: Span<UInt8>
    ) {
        var position = 0
        for index in 0..<head.fieldCount where !head.removed.contains(index) {
            let (before, after) = (head.field(index), written.field(position))
            precondition(before.name == after.name)
            precondition(isSame(bytes, before.nameRange, output, after.nameRange), "another name")
            precondition(isSame(bytes, before.valueRange, output, after.valueRange), "another value")
            position += 1
        }
        precondition(written.fieldCount <= position + 1)
    }

    static func isSame(_ one: Span<UInt8>, _ range: Range<Int>, _ other: Span<UInt8>, _ otherRange: Range<Int>) -> Bool
    {
        guard range.count == otherRange.count else { return false }
        for offset in 0..<range.count where one[range.lowerBound + offset] != other[otherRange.lowerBound + offset] {
            return false
        }
        return true
    }
}
