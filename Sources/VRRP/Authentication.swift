/// How a VRRPv2 advertisement is authenticated (RFC 3768 §5.3.6 and §10, which keeps the fields and drops the methods;
/// RFC 2338 §5.3.6 defines the password).
package enum Authentication: Hashable, Sendable {
    /// Auth Type 0; the eight bytes of authentication data are zero.
    case none
    /// Auth Type 1, `auth_type PASS`: a password in clear text.
    case password(Password)

    /// The Auth Type field.
    package var type: UInt8 {
        switch self {
        case .none: 0
        case .password: 1
        }
    }

    /// The eight bytes of authentication data as one number in network byte order.
    var data: UInt64 {
        switch self {
        case .none: 0
        case .password(let password): password.bytes
        }
    }

    /// Up to eight bytes, filled up with zeros on the right.
    package struct Password: Hashable, Sendable {
        let bytes: UInt64

        /// The eight bytes of the packet.
        package init(bytes: [UInt8]) {
            precondition(bytes.count == 8, "VRRPv2 has eight bytes of authentication data")
            self.bytes = bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }

        /// The first eight bytes of `text`: keepalived cuts a longer `auth_pass` in the same way.
        package init(_ text: String) {
            var bytes: UInt64 = 0
            var space = 8
            for byte in text.utf8.prefix(8) {
                bytes = bytes << 8 | UInt64(byte)
                space -= 1
            }
            self.bytes = space == 8 ? 0 : bytes << (UInt64(space) * 8)
        }
    }
}
