/// The values of all fields of a name, one after the other: whole, or each list by its elements, as HAProxy's `hdr` sees
/// them. An empty value is one empty element.
package struct FieldValues {
    private let splitsLists: Bool
    private var index = 0
    private var elements: ListElements?

    package init(splitsLists: Bool) { self.splitsLists = splitsLists }

    /// The next value; nil after the last.
    ///
    /// - Parameters:
    ///   - known: the name as `FieldName` knows it. Unless that is `.other`,
    ///   - name: is not looked at.
    package mutating func next(
        of head: borrowing MessageHead, _ known: FieldName, _ name: Span<UInt8>, in bytes: Span<UInt8>
    ) -> Range<Int>? {
        while true {
            if let element = elements?.next(in: bytes) { return element }
            elements = nil
            guard let field = head.next(known, name, in: bytes, from: index) else { return nil }
            index = field + 1
            let value = head.field(field).valueRange
            guard splitsLists else { return value }
            elements = ListElements(value)
        }
    }

    /// One of them by its number: from 1 on the first, from -1 back from the last; 0 is the last.
    mutating func find(
        _ occurrence: Int, of head: borrowing MessageHead, _ known: FieldName, _ name: Span<UInt8>,
        in bytes: Span<UInt8>
    ) -> Range<Int>? {
        var number = occurrence
        if occurrence <= 0 {
            var all = self
            var count = 0
            while all.next(of: head, known, name, in: bytes) != nil { count += 1 }
            // At most as many as there are bytes, so the sum cannot overflow.
            number = max(occurrence, -count - 1) + count + (occurrence == 0 ? 0 : 1)
        }
        guard number > 0 else { return nil }
        while let value = next(of: head, known, name, in: bytes) {
            number -= 1
            if number == 0 { return value }
        }
        return nil
    }
}
