import Addresses
import Balancing
import Testing

/// The servers in the golden files were heard from HAProxy 2.6 (`LiveHashTests`).
@Suite("A key goes to the server HAProxy sends it to (configuration.txt §4.2: balance, hash-type)")
struct KeyHashTests {
    private func server(_ hash: UInt32, _ balancer: inout TestBalancer) -> Character {
        guard case .server(let server) = balancer.pick(hash: hash) else { return "?" }
        return letter(server)
    }

    @Test("balance uri, with whole, len, depth and path-only", arguments: HashKeys.uriVariants.indices)
    func uri(variant: Int) throws {
        let options = HashKeys.uriVariants[variant].options
        var balancer = TestBalancer(.uri(options), weights: HashKeys.weights)
        for line in try HashKeys.lines("uri") where line.letters[variant] != "?" {
            let key = Array(line.key.utf8)
            let picked = server(KeyHash.uri(key.span, options), &balancer)
            #expect(picked == line.letters[variant], "\(line.key)")
        }
    }

    @Test("balance hdr, whole and with use_domain_only", arguments: [false, true])
    func header(usesDomainOnly: Bool) throws {
        var balancer = TestBalancer(.header(usesDomainOnly: usesDomainOnly), weights: HashKeys.weights)
        for line in try HashKeys.lines("header") {
            let key = Array(line.key.utf8)
            // The first value is empty: the servers take turns.
            guard let hash = KeyHash.header(key.span, usesDomainOnly: usesDomainOnly) else {
                #expect(line.key == ", x")
                continue
            }
            let picked = server(hash, &balancer)
            #expect(picked == line.letters[usesDomainOnly ? 1 : 0], "\(line.key)")
        }
    }

    @Test("balance source, IPv4 and IPv6")
    func source() throws {
        var balancer = TestBalancer(.source, weights: HashKeys.weights)
        for line in try HashKeys.lines("source") {
            let address = try #require(IPAddress(line.key))
            let picked = server(KeyHash.source(address), &balancer)
            #expect(picked == line.letters[0], "\(line.key)")
        }
    }

    @Test("without a key the servers take turns as with static-rr", arguments: ["", "  ", ",", " , x"])
    func noKey(value: String) {
        let key = Array(value.utf8)
        #expect(KeyHash.header(key.span, usesDomainOnly: false) == nil)
        var balancer = TestBalancer(.header(usesDomainOnly: false), weights: [1, 2, 3])
        #expect(balancer.letters(12) == "acbcbcacbcbc")
    }
}
