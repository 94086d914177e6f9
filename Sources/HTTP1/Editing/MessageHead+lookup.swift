extension MessageHead {
    /// A field, by its index below `fieldCount`.
    package func field(_ index: Int) -> Field {
        precondition(index < fieldCount)
        return fields[index]
    }

    /// Whether a field of a known name occurs, removed or not.
    @inline(__always)
    package func has(_ name: FieldName) -> Bool { facts.occurring &>> UInt64(name.rawValue) & 1 == 1 }

    /// The first field of a known name at an index or after it, those that are removed apart.
    package func next(_ name: FieldName, from index: Int = 0) -> Int? {
        guard has(name) else { return nil }
        var index = index
        while index < fieldCount {
            if fields[index].name == name && !facts.removed.contains(index) { return index }
            index &+= 1
        }
        return nil
    }

    /// The first field of any name at an index or after it, those that are removed apart.
    ///
    /// - Parameters:
    ///   - known: the name as `FieldName` knows it. Unless that is `.other`,
    ///   - name: is not looked at. Letters may be in either case.
    package func next(
        _ known: FieldName, _ name: Span<UInt8>, in bytes: Span<UInt8>, from index: Int = 0
    ) -> Int? {
        guard known == .other else { return next(known, from: index) }
        guard has(.other) else { return nil }
        var index = index
        while index < fieldCount {
            if fields[index].name == .other && !facts.removed.contains(index)
                && name.equals(bytes, fields[index].nameRange, ignoringCaseIn: 0..<name.count)
            {
                return index
            }
            index &+= 1
        }
        return nil
    }

    /// The value of one field of a name, whole: HAProxy's `fhdr(name,occurrence)`.
    ///
    /// - Parameter occurrence: 1 is the first, -1 the last, -2 the one before; 0 is the last too.
    package func value(
        _ known: FieldName, _ name: Span<UInt8>, occurrence: Int, in bytes: Span<UInt8>
    ) -> Range<Int>? {
        var values = FieldValues(splitsLists: false)
        return values.find(occurrence, of: self, known, name, in: bytes)
    }

    /// One element of the lists that the fields of a name hold: HAProxy's `hdr(name,occurrence)`.
    ///
    /// - Parameter occurrence: 1 is the first, -1 the last, -2 the one before; 0 is the last too.
    package func element(
        _ known: FieldName, _ name: Span<UInt8>, occurrence: Int, in bytes: Span<UInt8>
    ) -> Range<Int>? {
        var values = FieldValues(splitsLists: true)
        return values.find(occurrence, of: self, known, name, in: bytes)
    }
}

extension FieldName {
    /// The number of a name in a configuration, letters in either case; `.other` if it is not a known one.
    package init(_ name: Span<UInt8>) {
        self = .other
        for known in FieldName.allCases where name.equals(known.spelling, name.count) { self = known }
    }
}

extension Span<UInt8> {
    fileprivate func equals(_ spelling: StaticString, _ count: Int) -> Bool {
        guard count == spelling.utf8CodeUnitCount, count > 0 else { return false }
        for index in 0..<count where ASCII.lowercase(self[index]) != ASCII.lowercase(spelling.byte(at: index)) {
            return false
        }
        return true
    }
}
