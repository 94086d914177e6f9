import Testing

@testable import SSH

@Suite("A host's offer for the key exchange")
struct KeyExchangeOfferTests {
    private func names(_ list: String) -> [UInt8] { [0, 0, 0, UInt8(list.utf8.count)] + Array(list.utf8) }

    private var greeting: [UInt8] {
        let lists = ["kex-a,kex-b", "rsa-sha2-512", "aes256-ctr", "aes256-ctr", "hmac-sha2-256", "hmac-sha2-256"]
        let payload = [20] + [UInt8](repeating: 7, count: 16) + lists.flatMap(names)
        let padding: [UInt8] = [0, 0, 0, 0]
        let length = UInt8(payload.count + padding.count + 1)
        return Array("Welcome\r\nSSH-2.0-Test\r\n".utf8) + [0, 0, 0, length, 4] + payload + padding
    }

    @Test("is read from its first packet, after the banner and what stands before it")
    func parsing() throws {
        let offer = try #require(KeyExchangeOffer(greeting: greeting))
        #expect(offer.keyExchanges == ["kex-a", "kex-b"])
        #expect(offer.hostKeyTypes == ["rsa-sha2-512"])
        #expect(offer.ciphers == ["aes256-ctr"])
        #expect(offer.authenticationCodes == ["hmac-sha2-256"])
    }

    @Test("is nil wherever the bytes end too early")
    func truncated() {
        let needed = greeting.count - 4
        for count in 0..<needed - 1 { #expect(KeyExchangeOffer(greeting: Array(greeting.prefix(count))) == nil) }
    }
}
