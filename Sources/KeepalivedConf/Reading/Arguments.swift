import Addresses

/// What stands after a keyword, taken as one kind of value. Each reports what it cannot take and answers nil.
extension Statement {
    /// Exactly one argument. `isSecret` keeps words out of errors.
    func argument(_ expected: String, isSecret: Bool = false, _ diagnostics: inout Diagnostics) -> String? {
        guard let first = arguments.first else {
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected)")
            return nil
        }
        guard arguments.count == 1 else {
            let rest = isSecret ? "a second word" : quoted(words[2])
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected) and nothing more: \(rest) is unexpected")
            return nil
        }
        return first
    }

    func hasNoArguments(_ diagnostics: inout Diagnostics) -> Bool {
        guard let first = arguments.first else { return true }
        diagnostics.error(location, "\(quoted(keyword)) takes no argument: \(quoted(first)) is unexpected")
        return false
    }

    /// on, true, yes or nothing; off, false, no.
    func boolean(_ diagnostics: inout Diagnostics) -> Bool? {
        guard !arguments.isEmpty else { return true }
        let expected = "on, true or yes, or off, false or no"
        switch argument(expected, &diagnostics) {
        case nil: return nil
        case "on", "true", "yes": return true
        case "off", "false", "no": return false
        case .some(let word):
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected), not \(quoted(word))")
            return nil
        }
    }

    func number(_ range: ClosedRange<Int>, _ diagnostics: inout Diagnostics) -> Int? {
        let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
        guard let word = argument(expected, &diagnostics) else { return nil }
        guard let number = decimal(word), range.contains(number) else {
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected), not \(quoted(word))")
            return nil
        }
        return number
    }

    func wholeSeconds(_ range: ClosedRange<Int>, _ diagnostics: inout Diagnostics) -> Duration? {
        let expected = "whole seconds from \(range.lowerBound) to \(range.upperBound)"
        guard let word = argument(expected, &diagnostics) else { return nil }
        guard let number = decimal(word), range.contains(number) else {
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected), not \(quoted(word))")
            return nil
        }
        return .seconds(number)
    }

    /// Seconds with up to six decimal places.
    func seconds(_ range: ClosedRange<Duration>, _ diagnostics: inout Diagnostics) -> Duration? {
        let expected = "seconds from \(secondsText(range.lowerBound)) to \(secondsText(range.upperBound))"
        guard let word = argument(expected, &diagnostics) else { return nil }
        guard let duration = microseconds(word), range.contains(duration) else {
            diagnostics.error(location, "\(quoted(keyword)) wants \(expected), not \(quoted(word))")
            return nil
        }
        return duration
    }

    func address(of family: IPAddress.Family? = nil, _ diagnostics: inout Diagnostics) -> IPAddress? {
        let kind = family.map { $0 == .ipv4 ? "an IPv4" : "an IPv6" } ?? "an IP"
        guard let word = argument("\(kind) address", &diagnostics) else { return nil }
        guard let address = IPAddress(word), family == nil || address.family == family else {
            diagnostics.error(location, "\(quoted(keyword)) wants \(kind) address, not \(quoted(word))")
            return nil
        }
        return address
    }

    /// The name of a block at the top: `vrrp_instance NAME {`.
    func blockName(_ diagnostics: inout Diagnostics) -> String? {
        guard let name = argument("one name", &diagnostics) else { return nil }
        guard !name.isEmpty else {
            diagnostics.error(location, "\(quoted(keyword)) wants a name that is not empty")
            return nil
        }
        return name
    }

    func user(_ words: ArraySlice<String>, _ diagnostics: inout Diagnostics) -> ScriptUser? {
        guard let name = words.first, !name.isEmpty, words.count <= 2, words.last?.isEmpty == false else {
            diagnostics.error(location, "\(quoted(keyword)) wants a user, and a group or nothing more")
            return nil
        }
        return ScriptUser(user: name, group: words.count == 2 ? words.last : nil)
    }
}

/// Digits only, with a '-' before them at most.
func decimal(_ word: String) -> Int? {
    word.utf8.first == UInt8(ascii: "+") ? nil : Int(word)
}

/// `1`, `0.25`, `.5`: seconds with up to six decimal places.
func microseconds(_ word: String) -> Duration? {
    let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let digits = String(parts[0]) + fraction
    let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isNumber, fraction.utf8.count <= 6 else { return nil }
    let padded = digits + String(repeating: "0", count: 6 - fraction.utf8.count)
    guard padded.utf8.count <= 18, let number = Int(padded) else { return nil }
    return .microseconds(number)
}

/// `1`, `0.25`: seconds without superfluous zeros.
func secondsText(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let fraction = attoseconds / 1_000_000_000_000
    guard fraction != 0 else { return "\(seconds)" }
    var digits = String(fraction)
    digits = String(repeating: "0", count: 6 - digits.utf8.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(seconds).\(digits)"
}

/// Why a name is none that the kernel takes for an interface (dev_valid_name, IFNAMSIZ); nil when it is.
func interfaceNameFault(_ name: String) -> String? {
    if name.isEmpty || name == "." || name == ".." { return "\(quoted(name)) is no interface name" }
    if name.utf8.count > 15 {
        return "the interface name \(quoted(name)) has \(name.utf8.count) bytes; the kernel takes at most 15"
    }
    let isWrong = name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") || $0.isBlank }
    return isWrong ? "\(quoted(name)) is no interface name: no '/', ':' or blank may be in it" : nil
}

/// The interface a word names, or nil after telling why it names none.
func interfaceName(_ word: String, at location: SourceLocation, _ diagnostics: inout Diagnostics) -> String? {
    guard let fault = interfaceNameFault(word) else { return word }
    diagnostics.error(location, fault)
    return nil
}
