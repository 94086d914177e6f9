extension ReportText {
    /// The value as CSV and `show info` write it.
    mutating func add(plain value: FieldValue) {
        if case .text(let text) = value { return add(csv: text) }
        add(number: value)
    }

    /// `u32:5`; text as it is, on its one line.
    mutating func add(typed field: Field) {
        add(byte: field.tags.origin.rawValue)
        add(byte: field.tags.nature.rawValue)
        add(byte: field.tags.scope.rawValue)
        add(":")
        add(field.value.typeName)
        add(":")
        if case .text(let text) = field.value { add(line: text) } else { add(number: field.value) }
    }

    /// The tail of a field's JSON object: its tags and its value.
    mutating func add(json field: Field) {
        let words = field.tags.words
        add("\"tags\":{\"origin\":\"\(words.origin)\",\"nature\":\"\(words.nature)\",\"scope\":\"\(words.scope)\"}")
        add(",\"value\":{\"type\":\"\(field.value.typeName)\",\"value\":")
        if case .text(let text) = field.value {
            add("\"")
            add(json: text)
            add("\"")
        } else {
            add(number: field.value)
        }
        add("}}")
    }

    /// Digits; nothing for text and for nothing.
    mutating func add(number value: FieldValue) {
        switch value {
        case .none, .text: break
        case .signed(let number): add(Int(number))
        case .small(let number): add(number)
        case .large(let number): add(number)
        case .seconds(let microseconds): add(seconds: microseconds)
        }
    }

    /// `38.417784`
    mutating func add(seconds microseconds: UInt64) {
        add(microseconds / 1_000_000)
        add(".")
        add(microseconds % 1_000_000, width: 6)
    }
}
