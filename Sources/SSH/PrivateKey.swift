import Foundation

/// A private key as its file holds it, and what can be told of it without opening it.
struct PrivateKey: Hashable, Sendable {
    let bytes: [UInt8]
    /// `ssh-ed25519`; nil where the format does not say.
    let type: String?
    /// The public part as agents and servers know it; nil where the format does not show it.
    let publicBlob: [UInt8]?
    let isEncrypted: Bool

    /// - Returns: nil for what is no private key.
    init?(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("-----BEGIN ") && $0.contains("PRIVATE KEY") }) else {
            return nil
        }
        self.bytes = bytes
        if lines[start].contains("OPENSSH") {
            let body = lines[(start + 1)...].prefix { !$0.hasPrefix("-----") }.joined()
            guard let data = Data(base64Encoded: body), let envelope = Self.envelope(data) else { return nil }
            (isEncrypted, publicBlob) = (envelope.cipher != "none", envelope.publicBlob)
            type = Self.type(ofBlob: envelope.publicBlob)
        } else {
            isEncrypted =
                lines[start].contains("ENCRYPTED") || lines.contains { $0.hasPrefix("Proc-Type: 4,ENCRYPTED") }
            publicBlob = nil
            type = Self.pemTypes.first { lines[start].contains($0.key) }?.value
        }
    }

    private static let pemTypes = ["BEGIN RSA": "ssh-rsa", "BEGIN DSA": "ssh-dss", "BEGIN EC": "ecdsa-sha2"]

    /// The unencrypted head of OpenSSH's own format (PROTOCOL.key).
    private static func envelope(_ data: Data) -> (cipher: String, publicBlob: [UInt8])? {
        var reader = PacketReader(data)
        guard reader.take(15) == Array("openssh-key-v1\0".utf8), let cipher = reader.text(), reader.string() != nil,
            reader.string() != nil, reader.uint32() == 1, let blob = reader.string()
        else { return nil }
        return (cipher, blob)
    }

    /// A public key begins with its type.
    static func type(ofBlob blob: [UInt8]) -> String? {
        var reader = PacketReader(blob)
        return reader.text()
    }

    /// The public key in a `.pub` file: `ssh-ed25519 AAAA… comment`.
    static func publicBlob(ofLine text: String) -> [UInt8]? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, let data = Data(base64Encoded: String(words[1])) else { return nil }
        return Array(data)
    }

    /// libssh2 1.10 has no way to a key that lives in hardware.
    var isInHardware: Bool { type?.hasPrefix("sk-") ?? false }
}
