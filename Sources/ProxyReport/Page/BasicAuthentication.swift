/// `stats auth`: who may see the page (RFC 7617).
package struct BasicAuthentication: Sendable {
    /// `user:password` of each.
    private let credentials: [[UInt8]]

    /// - Parameter credentials: `user:password`, as configured; none lets everybody in.
    package init(credentials: [String]) {
        self.credentials = credentials.map { Array($0.utf8) }
    }

    /// Whether a request may pass.
    ///
    /// - Parameter authorization: the value of its field Authorization; empty without one.
    package func allows(_ authorization: Span<UInt8>) -> Bool {
        guard !credentials.isEmpty else { return true }
        guard let given = BasicAuthentication.credentials(in: authorization) else { return false }
        // All are compared, and each as long as it takes, so that the time tells nothing.
        var isKnown = false
        for known in credentials where BasicAuthentication.isEqual(given, known) { isKnown = true }
        return isKnown
    }

    /// The field WWW-Authenticate of a refusal.
    ///
    /// - Parameter realm: `stats realm`; HAProxy's own where none is configured.
    package static func challenge(realm: String?) -> String {
        var text = ReportText("Basic realm=\"")
        for byte in (realm ?? "HAProxy Statistics").utf8 where byte >= 0x20 && byte != 0x7F {
            if byte == 0x22 || byte == 0x5C { text.add(byte: 0x5C) }
            text.add(byte: byte)
        }
        text.add("\"")
        return text.string
    }

    /// Compares without telling by the time it takes where a difference is.
    private static func isEqual(_ given: [UInt8], _ known: [UInt8]) -> Bool {
        var difference = given.count ^ known.count
        for index in known.indices {
            difference |= Int(known[index] ^ (index < given.count ? given[index] : ~known[index]))
        }
        return difference == 0
    }

    /// What stands behind `Basic `, decoded; nil for another scheme and what is not Base64 (RFC 4648 §4).
    private static func credentials(in authorization: Span<UInt8>) -> [UInt8]? {
        let scheme: [6 of UInt8] = [0x62, 0x61, 0x73, 0x69, 0x63, 0x20]
        guard authorization.count > 6 else { return nil }
        for index in 0..<6 where authorization[index].lowercased != scheme[index] { return nil }
        var start = 6
        while start < authorization.count && authorization[start] == 0x20 { start += 1 }
        return decodedBase64(authorization.extracting(start..<authorization.count))
    }

    private static func decodedBase64(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var padding = 0
        for index in 0..<text.count {
            bits <<= 6
            if text[index] == UInt8(ascii: "=") && index >= text.count - 2 {
                padding += 1
            } else {
                guard let value = value(of: text[index]), padding == 0 else { return nil }
                bits |= value
            }
            guard index % 4 == 3 else { continue }
            for byte in 0..<(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * UInt32(byte)))) }
            bits = 0
        }
        return bytes
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
