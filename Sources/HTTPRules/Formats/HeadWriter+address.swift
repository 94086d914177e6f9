package import Addresses
package import HTTP1

extension HeadWriter {
    /// Writes an address as text: RFC 5952 for IPv6.
    package mutating func address(_ address: IPAddress, to output: inout MutableSpan<UInt8>) {
        switch address.family {
        case .ipv4: dotted(address, from: 0, to: &output)
        case .ipv6: colons(address, to: &output)
        }
    }

    /// Writes four bytes as decimal numbers.
    private mutating func dotted(_ address: IPAddress, from start: Int, to output: inout MutableSpan<UInt8>) {
        for index in 0..<4 {
            if index > 0 { byte(UInt8(ascii: "."), to: &output) }
            decimal(UInt64(address[start + index]), to: &output)
        }
    }

    private mutating func colons(_ address: IPAddress, to output: inout MutableSpan<UInt8>) {
        let zeros = Self.longestZeros(address)
        // Addresses that map or are compatible with IPv4 end as those are written (RFC 5952 §5, and inet_ntop).
        let isMapped = zeros == 0..<5 && Self.group(address, 5) == 0xFFFF || zeros == 0..<6
        let end = isMapped ? 6 : 8
        var index = 0
        while index < end {
            if index == zeros.lowerBound && !zeros.isEmpty {
                text("::", to: &output)
                index = zeros.upperBound
                continue
            }
            if index > 0 && index != zeros.upperBound || index > 0 && zeros.isEmpty { byte(0x3A, to: &output) }
            hexadecimal(UInt64(Self.group(address, index)), to: &output)
            index += 1
        }
        guard isMapped else { return }
        if zeros.upperBound < 6 { byte(0x3A, to: &output) }
        dotted(address, from: 12, to: &output)
    }

    /// The longest run of two zeros or more, the first of equals.
    private static func longestZeros(_ address: IPAddress) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || group(address, index) != 0 {
            if index - start > max(1, longest.count) { longest = start..<index }
            start = index + 1
        }
        return longest
    }

    private static func group(_ address: IPAddress, _ index: Int) -> UInt16 {
        UInt16(address[2 * index]) << 8 | UInt16(address[2 * index + 1])
    }
}
