import Addresses
import HAProxyConf
import HTTP1

/// `option forwardfor` of a proxy, made ready.
struct ForwardedFields {
    /// The name of the field; empty without the option.
    let name: [UInt8]
    let known: FieldName
    let exception: Network?
    let ifNone: Bool

    init(_ option: ForwardedFor?) {
        name = option?.header ?? []
        known = FieldName(name.span)
        exception = option?.exception
        ifNone = option?.ifNone ?? false
    }

    var isOn: Bool { !name.isEmpty }
}

extension HeadWriter {
    /// Writes an address as it is usually written (RFC 5952 for IPv6), without making a String of it.
    mutating func address(_ address: IPAddress, to output: inout MutableSpan<UInt8>) {
        switch address.family {
        case .ipv4:
            for index in 0..<4 {
                if index > 0 { byte(UInt8(ascii: "."), to: &output) }
                decimal(UInt64(address[index]), to: &output)
            }
        case .ipv6: ipv6(address, to: &output)
        }
    }

    private mutating func ipv6(_ address: IPAddress, to output: inout MutableSpan<UInt8>) {
        let zeros = address.longestZeros
        var index = 0
        while index < 8 {
            if index == zeros.lowerBound, !zeros.isEmpty {
                text("::", to: &output)
                index = zeros.upperBound
                continue
            }
            if index > 0, index != zeros.upperBound || zeros.isEmpty { byte(UInt8(ascii: ":"), to: &output) }
            hexadecimal(UInt64(address.group(index)), to: &output)
            index += 1
        }
    }
}

extension IPAddress {
    /// The group of 16 bits of an IPv6 address.
    fileprivate func group(_ index: Int) -> UInt16 { UInt16(self[2 * index]) << 8 | UInt16(self[2 * index + 1]) }

    /// The first of the longest runs of two or more groups of zero (RFC 5952 §4.2).
    fileprivate var longestZeros: Range<Int> {
        var best = 8..<8
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, group(end) == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        return best
    }
}
