internal import CLinux

/// An IPv4 or IPv6 address. Held in place, so that comparing two costs no allocation.
package struct IPAddress: Hashable, Sendable {
    package enum Family: Hashable, Sendable {
        case ipv4
        case ipv6

        /// How many bytes an address has: 4 or 16.
        package var byteCount: Int { self == .ipv4 ? 4 : 16 }
    }

    package let family: Family
    /// The address as one number: the first eight bytes (none for IPv4), and the rest.
    private let high: UInt64
    private let low: UInt64

    /// An IPv4 address from its number in host byte order: 0x0A000001 is 10.0.0.1.
    package init(v4 number: UInt32) {
        family = .ipv4
        high = 0
        low = UInt64(number)
    }

    /// An IPv6 address from the two halves of its number in host byte order.
    package init(v6 high: UInt64, _ low: UInt64) {
        family = .ipv6
        self.high = high
        self.low = low
    }

    /// - Precondition: 4 or 16 bytes, in network byte order.
    package init(bytes: some Collection<UInt8>) {
        precondition(bytes.count == 4 || bytes.count == 16, "an IP address has 4 or 16 bytes")
        var numbers: (high: UInt64, low: UInt64) = (0, 0)
        for byte in bytes {
            numbers = (numbers.high << 8 | numbers.low >> 56, numbers.low << 8 | UInt64(byte))
        }
        family = bytes.count == 4 ? .ipv4 : .ipv6
        high = numbers.high
        low = numbers.low
    }

    /// The address in network byte order: 4 bytes for IPv4, 16 for IPv6.
    package var bytes: [UInt8] { (0..<family.byteCount).map { self[$0] } }

    /// The byte at `index` in network byte order.
    package subscript(index: Int) -> UInt8 {
        let fromEnd = family.byteCount - 1 - index
        precondition(index >= 0 && fromEnd >= 0, "no such byte in an address")
        return UInt8(truncatingIfNeeded: fromEnd < 8 ? low >> (fromEnd * 8) : high >> ((fromEnd - 8) * 8))
    }
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6; within a family by the number, most significant byte first (as VRRP breaks ties: RFC 5798
    /// §6.4.3, "greater than").
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        guard left.family == right.family else { return left.family == .ipv4 }
        return (left.high, left.low) < (right.high, right.low)
    }
}

extension IPAddress: CustomStringConvertible {
    /// Parses the usual text forms (`10.0.0.1`, `fd00::1`); nil for anything else, a zone or a prefix included.
    package init?(_ text: String) {
        // C would read only what stands before a NUL.
        guard !text.utf8.contains(0) else { return nil }
        var v4 = in_addr()
        var v6 = in6_addr()
        if unsafe inet_pton(AF_INET, text, &v4) == 1 {
            self = unsafe withUnsafeBytes(of: v4) { unsafe IPAddress(bytes: $0) }
        } else if unsafe inet_pton(AF_INET6, text, &v6) == 1 {
            self = unsafe withUnsafeBytes(of: v6) { unsafe IPAddress(bytes: $0) }
        } else {
            return nil
        }
    }

    /// The canonical text (RFC 5952 for IPv6).
    package var description: String {
        let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            let kind = family == .ipv4 ? AF_INET : AF_INET6
            return unsafe inet_ntop(kind, bytes, buffer.baseAddress, socklen_t(buffer.count)).map {
                unsafe String(cString: $0)
            }
        }
        return text ?? bytes.map(String.init).joined(separator: ".")
    }
}
