import Addresses

extension Network {
    /// `ADDRESS`, `ADDRESS/BITS` or `ADDRESS/MASK`; nil when it is none of them. Host bits are dropped, as HAProxy does.
    init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = IPAddress(parts[0]) else { return nil }
        let bits = address.family.byteCount * 8
        guard parts.count == 2 else {
            self.init(address, prefixLength: bits)
            return
        }
        guard let length = decimal(Array(parts[1].utf8)) ?? Self.length(ofMask: parts[1], address.family),
            length <= bits
        else { return nil }
        self.init(address, prefixLength: length)
    }

    /// 8 of `255.0.0.0`.
    private static func length(ofMask text: String, _ family: IPAddress.Family) -> Int? {
        guard let mask = IPAddress(text), mask.family == family else { return nil }
        var length = 0
        while length < family.byteCount * 8, mask[length / 8] & (0x80 >> UInt8(length % 8)) != 0 { length += 1 }
        let contiguous = Network(mask, prefixLength: length).address
        return contiguous == mask ? length : nil
    }
}
