import Addresses

/// Goes through the words after an address or route: options, each with its value where it has one.
struct OptionScanner<Option: BlockKeyword> {
    private var words: ArraySlice<String>
    private var seen: Set<Option> = []
    private var current = ""
    let location: SourceLocation

    init(_ words: ArraySlice<String>, at location: SourceLocation) {
        self.words = words
        self.location = location
    }

    /// The next option; nil at the end, or at a word that is none, which is told.
    mutating func next(_ diagnostics: inout Diagnostics) -> Option? {
        guard let word = words.popFirst() else { return nil }
        guard let option = Option(rawValue: word) else {
            diagnostics.error(location, Option.refusal(of: word) ?? Option.unknown(word))
            return nil
        }
        guard seen.insert(option).inserted else {
            diagnostics.error(location, "\(quoted(word)) is given twice")
            return nil
        }
        current = word
        return option
    }

    /// The next word if it is no option.
    mutating func plainWord() -> String? {
        guard let word = words.first, !Option.allNames.contains(word) else { return nil }
        return words.popFirst()
    }

    mutating func value(_ expected: String, _ diagnostics: inout Diagnostics) -> String? {
        if let word = words.popFirst() { return word }
        diagnostics.error(location, "\(quoted(current)) wants \(expected)")
        return nil
    }

    mutating func number(_ range: ClosedRange<Int>, _ diagnostics: inout Diagnostics) -> Int? {
        let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
        guard let word = value(expected, &diagnostics) else { return nil }
        if let number = decimal(word), range.contains(number) { return number }
        return refuse(word, expected, &diagnostics)
    }

    mutating func address(_ diagnostics: inout Diagnostics) -> IPAddress? {
        guard let word = value("an IP address", &diagnostics) else { return nil }
        return IPAddress(word) ?? refuse(word, "an IP address", &diagnostics)
    }

    mutating func scope(_ diagnostics: inout Diagnostics) -> Scope? {
        let expected = "global, site, link, host, nowhere or a number to 255"
        guard let word = value(expected, &diagnostics) else { return nil }
        if let value = Scope.names[word] { return Scope(value: value) }
        if let value = decimal(word), let value = UInt8(exactly: value) { return Scope(value: value) }
        return refuse(word, expected, &diagnostics)
    }

    func refuse<Value>(_ word: String, _ expected: String, _ diagnostics: inout Diagnostics) -> Value? {
        diagnostics.error(location, "\(quoted(current)) wants \(expected), not \(quoted(word))")
        return nil
    }
}

extension OptionScanner<AddressOption> {
    mutating func broadcast(_ diagnostics: inout Diagnostics) -> AddressDraft.Broadcast? {
        let expected = "an IPv4 address, + or -"
        guard let word = value(expected, &diagnostics) else { return nil }
        if word == "+" { return .allOnes }
        if word == "-" { return .allZeros }
        if let address = IPAddress(word), address.family == .ipv4 { return .address(address) }
        return refuse(word, expected, &diagnostics)
    }

    mutating func label(_ diagnostics: inout Diagnostics) -> String? {
        guard let word = value("a label", &diagnostics) else { return nil }
        guard !word.isEmpty, word.utf8.count <= 15 else {
            return refuse(word, "a label of 1 to 15 bytes", &diagnostics)
        }
        return word
    }

    mutating func lifetime(_ diagnostics: inout Diagnostics) -> AddressDraft.Lifetime? {
        let expected = "seconds or 'forever'"
        guard let word = value(expected, &diagnostics) else { return nil }
        if word == "forever" { return .forever }
        if let seconds = decimal(word), let seconds = UInt32(exactly: seconds) { return .seconds(seconds) }
        return refuse(word, expected, &diagnostics)
    }
}
