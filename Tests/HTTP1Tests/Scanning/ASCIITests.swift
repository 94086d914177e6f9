import Testing

@testable import HTTP1

struct ASCIITests {
    private static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    @Test(
        "a set has the characters of its grammar, and no other byte",
        arguments: [
            (CharacterSet.token, "!#$%&'*+-.^_`|~0123456789" + letters, "RFC 9110 §5.6.2"),
            (CharacterSet.registeredName, "-._~!$&'()*+,;=0123456789" + letters, "RFC 3986 §3.2.2"),
            (CharacterSet.ipv6, "0123456789abcdefABCDEF:.", "RFC 3986 §3.2.2"),
        ])
    func sets(_ set: CharacterSet, _ characters: String, _ source: String) {
        for byte in UInt8.min...UInt8.max {
            #expect(set.contains(byte) == characters.utf8.contains(byte), "\(source), byte \(byte)")
        }
    }

    @Test("hexadecimal digits have their values, in both cases, and no other byte has one")
    func hexadecimal() {
        for byte in UInt8.min...UInt8.max {
            let expected = byte < 0x80 ? Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) } : nil
            #expect(ASCII.hexadecimalValue(byte) == expected, "byte \(byte)")
        }
    }
}
