extension KeyExchangeOffer {
    /// Reads the host's SSH_MSG_KEXINIT (RFC 4253 §7.1) from the first bytes it sent, which nothing encrypts.
    init?(greeting: [UInt8]) {
        guard let packet = Self.firstPacket(greeting) else { return nil }
        var reader = PacketReader(packet)
        guard reader.take(1) == [20], reader.take(16) != nil, let keyExchanges = reader.nameList(),
            let hostKeyTypes = reader.nameList(), let ciphers = reader.nameList(), reader.nameList() != nil,
            let codes = reader.nameList()
        else { return nil }
        self.init(
            keyExchanges: keyExchanges, hostKeyTypes: hostKeyTypes, ciphers: ciphers, authenticationCodes: codes)
    }

    /// The payload of the binary packet (RFC 4253 §6) that follows the banner, before which lines of text may stand.
    private static func firstPacket(_ greeting: [UInt8]) -> [UInt8]? {
        var rest = greeting[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            guard line.starts(with: Array("SSH-".utf8)) else { continue }
            var reader = PacketReader(rest)
            guard let length = reader.uint32(), let padding = reader.take(1)?.first else { return nil }
            return reader.take(length - Int(padding) - 1)
        }
        return nil
    }
}
