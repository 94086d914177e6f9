/// `uri-host [ ":" port ]` (RFC 9110 §7.2, RFC 3986 §3.2.2).
enum HostSyntax {
    /// Whether a range is a host, which may be empty, and a port.
    ///
    /// - Parameter needsPort: as the target of CONNECT, which has a host and a port that are not empty (RFC 9112 §3.2.3).
    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>, needsPort: Bool) -> Bool {
        guard !range.isEmpty else { return !needsPort }
        var position = range.lowerBound
        if bytes[position] == UInt8(ascii: "[") {
            guard let end = addressEnd(bytes, range) else { return false }
            position = end
        } else {
            guard let end = nameEnd(bytes, range) else { return false }
            position = end
        }
        if position == range.upperBound { return !needsPort }
        guard bytes[position] == ASCII.colon, !needsPort || position > range.lowerBound else { return false }
        return isPort(bytes, position + 1..<range.upperBound, mayBeEmpty: !needsPort)
    }

    /// Where a registered name or an IPv4 address ends.
    private static func nameEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if CharacterSet.registeredName.contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "%") {
                guard position + 2 < range.upperBound, ASCII.hexadecimalValue(bytes[position + 1]) != nil,
                    ASCII.hexadecimalValue(bytes[position + 2]) != nil
                else { return nil }
                position += 3
            } else {
                return byte == ASCII.colon ? position : nil
            }
        }
        return position
    }

    /// Where an IPv6 address in brackets ends. Its groups are not counted: nobody here connects to it.
    private static func addressEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var colons = 0
        for position in range.lowerBound + 1..<range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "]") { return colons >= 2 ? position + 1 : nil }
            guard CharacterSet.ipv6.contains(byte) else { return nil }
            if byte == ASCII.colon { colons += 1 }
        }
        return nil
    }

    /// *DIGIT, at most 65535.
    private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>, mayBeEmpty: Bool) -> Bool {
        guard !range.isEmpty else { return mayBeEmpty }
        var port = 0
        for position in range {
            guard ASCII.isDigit(bytes[position]) else { return false }
            port = port * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            guard port <= 65_535 else { return false }
        }
        return true
    }
}
