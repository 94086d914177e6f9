extension MessageHead {
    /// Leaves a field out of what is forwarded.
    package mutating func remove(_ index: Int) {
        precondition(index < fieldCount)
        facts.removed.insert(index)
    }

    /// Leaves out all fields of a known name.
    package mutating func removeAll(_ name: FieldName) {
        guard has(name) else { return }
        for index in 0..<fieldCount where fields[index].name == name { facts.removed.insert(index) }
    }

    /// Forwards a field after all.
    package mutating func restore(_ index: Int) {
        precondition(index < fieldCount)
        facts.removed.remove(index)
    }

    /// Gives a field another value.
    ///
    /// - Parameter value: bytes of the same buffer, which end before 65,535. They must be good in a field value.
    package mutating func replaceValue(_ index: Int, with value: Range<Int>) {
        precondition(index < fieldCount && value.upperBound <= Self.maximumLength)
        fields[index].valuePlace = Place(value)
        facts.edited.insert(index)
    }

    /// Adds a field behind the others.
    ///
    /// - Parameters:
    ///   - name: a token, and
    ///   - value: its value: bytes of the same buffer, which end before 65,535.
    /// - Returns: false if there is no room for another.
    package mutating func append(name: Range<Int>, value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        precondition(!name.isEmpty && name.upperBound <= Self.maximumLength)
        return append(knownNames.find(bytes.word(at: name.lowerBound), bytes, name), Place(name), value)
    }

    /// Adds a field with a known name, which is written as it is usually spelt.
    package mutating func append(_ name: FieldName, value: Range<Int>) -> Bool {
        precondition(name != .other)
        return append(name, Place(), value)
    }

    private mutating func append(_ name: FieldName, _ namePlace: Place, _ value: Range<Int>) -> Bool {
        precondition(value.upperBound <= Self.maximumLength)
        let index = fieldCount
        guard index < Self.fieldCapacity else { return false }
        fields[index] = Field(namePlace: namePlace, valuePlace: Place(value), name: name)
        facts.removed.remove(index)
        facts.edited.insert(index)
        facts.occurring |= 1 &<< UInt64(name.rawValue)
        facts.fieldCount += 1
        return true
    }
}
