import Crypto

/// A short hash that names a configuration, so that a running program can be asked which one it runs.
package enum Fingerprint {
    /// The first 12 hexadecimal digits of the SHA-256 of the texts.
    package static func of(_ texts: [String]) -> String {
        var hash = SHA256()
        for text in texts {
            hash.update(data: Array(text.utf8))
            // Separates the texts: ["ab", "c"] and ["a", "bc"] differ.
            hash.update(data: [0])
        }
        return String(hexadecimal(hash.finalize()).prefix(12))
    }

    /// SHA-256 in the form of sha256sum(1).
    package static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
