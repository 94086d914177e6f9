/// A time (configuration.txt §2.5): digits, and us, ms, s, m, h or d after them; nil when it is none or more than
/// 2,147,483,647 ms. What is less than a millisecond counts as one.
///
/// - Parameter unit: microseconds of a number without a unit.
func duration(_ text: [UInt8], unit: Int = 1_000) -> Duration? {
    let digits = text.prefix { $0.isDigit }
    let suffix = String(decoding: text[digits.count...], as: UTF8.self)
    guard let number = decimal(Array(digits)) else { return nil }
    let scale: Int
    switch suffix {
    case "": scale = unit
    case "us": scale = 1
    case "ms": scale = 1_000
    case "s": scale = 1_000_000
    case "m": scale = 60_000_000
    case "h": scale = 3_600_000_000
    case "d": scale = 86_400_000_000
    default: return nil
    }
    let (microseconds, overflow) = number.multipliedReportingOverflow(by: scale)
    guard !overflow, microseconds <= Limit.milliseconds * 1_000 else { return nil }
    return .milliseconds((microseconds + 999) / 1_000)
}

/// Digits only, at most 18 of them.
func decimal(_ text: [UInt8]) -> Int? {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var value = 0
    for byte in text {
        guard byte.isDigit else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return value
}

/// `50s`, `1500ms`, `1h`: the largest unit that needs no fraction.
func timeText(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    guard attoseconds == 0 else { return "\(Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))ms" }
    for (unit, length) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)] where seconds > 0 && seconds % length == 0 {
        return "\(seconds / length)\(unit)"
    }
    return "\(seconds)s"
}
