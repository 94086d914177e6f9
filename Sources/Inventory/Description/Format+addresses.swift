import Addresses

/// A VIP as it was written: without a prefix, it takes that of the interface's network.
struct RequestedAddress: Hashable, Sendable {
    let address: IPAddress
    let prefixLength: Int?
}

extension Format<InterfaceAddress> {
    /// A host's address. Without a prefix, the network is taken to be a /24 (IPv4) or a /64 (IPv6).
    static func hostAddress(example: String) -> Format {
        Format<RequestedAddress>.address(example: example).map {
            InterfaceAddress(
                address: $0.address, prefixLength: $0.prefixLength ?? $0.address.family.usualPrefixLength)
        } from: {
            RequestedAddress(address: $0.address, prefixLength: $0.prefixLength)
        }
    }
}

extension Format<RequestedAddress> {
    static func address(example: String) -> Format {
        .scalar(
            "an IPv4 or IPv6 address, with or without a prefix, such as \(example) or \(example)/24", example: example,
            schema: ["type": "string", "pattern": "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$"],
            write: { value in value.prefixLength.map { "\(value.address)/\($0)" } ?? "\(value.address)" }
        ) { scalar throws(Mismatch) in
            guard scalar.isText, let value = parse(scalar.text) else { throw Mismatch() }
            if let reason = value.address.unusable { throw Mismatch(hint: reason) }
            return value
        }
    }

    private static func parse(_ text: String) -> RequestedAddress? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return RequestedAddress(address: address, prefixLength: nil) }
        guard parts[1].wholeMatch(of: /[1-9][0-9]{0,2}/) != nil, let length = Int(parts[1]),
            length <= address.bytes.count * 8
        else { return nil }
        return RequestedAddress(address: address, prefixLength: length)
    }
}

extension IPAddress.Family {
    var usualPrefixLength: Int { self == .ipv4 ? 24 : 64 }
}

extension IPAddress {
    /// Why no host can have this address in a network; nil if one can.
    var unusable: String? {
        switch family {
        case .ipv4:
            if bytes[0] == 0 { return "0.0.0.0/8 is no host's address" }
            if bytes[0] == 127 { return "a loopback address is reachable from its own host only" }
            if bytes[0] >= 224 { return "a multicast or reserved address is no host's address" }
        case .ipv6:
            if bytes.dropLast().allSatisfy({ $0 == 0 }) { return "\(self) is no host's address in a network" }
            if bytes[0] == 0xFF { return "a multicast address is no host's address" }
            if bytes[0] == 0xFE, bytes[1] & 0xC0 == 0x80 {
                return "a link-local address needs an interface to be reached"
            }
            if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF { return "write it as an IPv4 address" }
        }
        return nil
    }
}
