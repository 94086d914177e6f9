internal import Addresses

extension OutputSpan<UInt8> {
    /// `127.0.0.1:80`, `::1:80`: HAProxy's log puts no brackets around an IPv6 address.
    mutating func put(_ endpoint: EndpointAddress) {
        put(endpoint.address)
        put(UInt8(ascii: ":"))
        put(UInt64(endpoint.port))
    }

    /// The usual text of an address (RFC 5952 for IPv6).
    mutating func put(_ address: IPAddress) {
        guard address.family == .ipv6 else { return putIPv4(address, from: 0) }
        if let isMapped = address.embedsIPv4 {
            put(isMapped ? "::ffff:" : "::")
            return putIPv4(address, from: 12)
        }
        putIPv6(address)
    }

    private mutating func putIPv4(_ address: IPAddress, from first: Int) {
        for index in 0..<4 {
            if index > 0 { put(UInt8(ascii: ".")) }
            put(UInt64(address[first + index]))
        }
    }

    private mutating func putIPv6(_ address: IPAddress) {
        let zeros = address.longestZeros
        var index = 0
        while index < 8 {
            if index == zeros.lowerBound {
                put("::")
                index = zeros.upperBound
                continue
            }
            if index > 0 && index != zeros.upperBound { put(UInt8(ascii: ":")) }
            put(group: address.group(index))
            index += 1
        }
    }

    private mutating func put(group: UInt16) {
        var hasBegun = false
        for place in 0..<4 {
            let digit = UInt8(truncatingIfNeeded: group >> (12 - 4 * place) & 15)
            hasBegun = hasBegun || digit > 0 || place == 3
            if hasBegun { put(digit < 10 ? 48 + digit : 87 + digit) }
        }
    }
}

extension IPAddress {
    fileprivate func group(_ index: Int) -> UInt16 { UInt16(self[index * 2]) << 8 | UInt16(self[index * 2 + 1]) }

    /// The longest run of two or more groups of zero, the first of equals; 8..<8 for none (RFC 5952 §4.2).
    fileprivate var longestZeros: Range<Int> {
        var longest = 8..<8
        var start = 0
        while start < 8 {
            var end = start
            while end < 8 && group(end) == 0 { end += 1 }
            if end - start > max(1, longest.count) { longest = start..<end }
            start = max(end, start + 1)
        }
        return longest
    }

    /// Whether the C library writes the last four bytes as an IPv4 address: true for ::ffff:a.b.c.d, false for
    /// ::a.b.c.d, nil for others.
    fileprivate var embedsIPv4: Bool? {
        let zeros = longestZeros
        guard zeros.lowerBound == 0 else { return nil }
        if zeros.count == 6 { return false }
        return zeros.count == 5 && group(5) == 0xFFFF ? true : nil
    }
}
