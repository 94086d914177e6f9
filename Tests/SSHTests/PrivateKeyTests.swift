import Testing

@testable import SSH

@Suite("A private key", .needsServer)
struct PrivateKeyTests {
    private func key(_ kind: Keys.Kind) async throws -> PrivateKey? {
        PrivateKey(try File(reading: try await Keys.path(kind)).bytes)
    }

    @Test(
        "shows its type and whether it is encrypted, without its passphrase",
        arguments: [
            (Keys.Kind.ed25519, "ssh-ed25519", false), (.ecdsa, "ecdsa-sha2-nistp256", false),
            (.rsa, "ssh-rsa", false), (.encrypted, "ssh-ed25519", true),
        ])
    func envelope(kind: Keys.Kind, type: String, isEncrypted: Bool) async throws {
        let key = try #require(try await key(kind))
        #expect(key.type == type)
        #expect(key.isEncrypted == isEncrypted)
        #expect(key.publicBlob == PrivateKey.publicBlob(ofLine: try await Keys.publicKey(kind)))
    }

    @Test(
        "of the older format shows it in its first lines",
        arguments: [
            ("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n", "ssh-rsa", true),
            ("-----BEGIN EC PRIVATE KEY-----\n", "ecdsa-sha2", false),
            ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", nil, true),
            ("-----BEGIN PRIVATE KEY-----\n", nil, false),
        ] as [(String, String?, Bool)])
    func pem(text: String, type: String?, isEncrypted: Bool) throws {
        let key = try #require(PrivateKey(Array(text.utf8)))
        #expect(key.type == type)
        #expect(key.isEncrypted == isEncrypted)
    }

    @Test(
        "is not seen in anything else",
        arguments: [
            "", "ssh-ed25519 AAAA", "-----BEGIN CERTIFICATE-----\n",
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
        ])
    func rubbish(text: String) { #expect(PrivateKey(Array(text.utf8)) == nil) }
}
