/// A weight that an operator asks for.
package enum WeightChange: Sendable, Equatable {
    /// 0 to 256.
    case absolute(UInt32)
    /// Per cent of the configured weight, 0 to 25,600.
    case relative(UInt32)

    /// What is wrong with the text, in HAProxy's words. Two of them have no line end.
    enum Refusal: String, Error {
        case missing = "Require <weight> or <weight%>.\n"
        case noNumber = "Empty weight string empty or preceded by garbage"
        case negative = "Relative weight must be positive.\n"
        case outOfRange = "Absolute weight can only be between 0 and 256 inclusive.\n"
        case trailing = "Trailing garbage in weight string"

        var text: String { rawValue }
    }

    static func parse(_ word: String) -> Result<WeightChange, Refusal> {
        if word.isEmpty { return .failure(.missing) }
        guard let (value, rest) = Number.split(word) else { return .failure(.noNumber) }
        if rest.count == 1 && rest.first == UInt8(ascii: "%") {
            return value < 0 ? .failure(.negative) : .success(.relative(UInt32(min(value, 25600))))
        }
        guard (0...256).contains(value) else { return .failure(.outOfRange) }
        return rest.isEmpty ? .success(.absolute(UInt32(value))) : .failure(.trailing)
    }

    /// The weight that follows, 0 to 256.
    ///
    /// - Parameters:
    ///   - initial: the configured weight.
    ///   - isDynamic: whether the backend's algorithm takes any weight at runtime; `static-rr` and hashes of the map
    ///     kind do not.
    package func resolved(initial: UInt32, isDynamic: Bool) -> Result<UInt32, RuntimeRefusal> {
        let weight: UInt32 =
            switch self {
            case .absolute(let weight): weight
            case .relative(let percent): UInt32(min(UInt64(initial) * UInt64(percent) / 100, 256))
            }
        return weight > 0 && weight != initial && !isDynamic ? .failure(.staticAlgorithm) : .success(weight)
    }
}
