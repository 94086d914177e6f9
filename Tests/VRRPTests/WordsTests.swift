import Testing
import VRRP

@Suite("Words for the log")
struct WordsTests {
    @Test("every refusal says what is wrong with the packet", arguments: RefusalRow.all)
    func refusals(row: RefusalRow) {
        let words = row.refusal.explanation(of: row.payload.span, header: row.header, expecting: row.expectations)
        #expect(words.hasPrefix("advertisement from \(row.header.source) refused: "))
    }

    @Test(
        "those that an operator can mend name both sides",
        arguments: [
            (.interval, "it is sent every 2 s, advert_int 1 is configured here"),
            (.addressList, "it does not name 10.0.0.11, which is configured here"),
            (.addressCount, "it names 2 virtual addresses, 1 are configured here"),
            (.hopLimit, "its TTL is 254, not 255; it came over a router, or is forged"),
            (.versionMismatch, "it is VRRPv2, version 3 is configured here"),
            (.virtualRouterID, "it is for virtual_router_id 52, this is 51"),
            (.authenticationTypeMismatch, "its authentication type is 0, ours 1 (0 none, 1 PASS)"),
            (.lengthMismatch, "it has 20 bytes, which do not hold the 2 addresses it names"),
        ] as [(Refusal, String)])
    func bothSides(refusal: Refusal, words: String) throws {
        let row = try #require(RefusalRow.all.first { $0.refusal == refusal })
        let text = refusal.explanation(of: row.payload.span, header: row.header, expecting: row.expectations)
        #expect(text == "advertisement from \(row.header.source) refused: \(words)")
    }

    @Test(
        "transitions",
        arguments: [
            (
                Transition(from: .backup, to: .master, reason: .masterDown),
                "backup → master: no advertisement from a master"
            ),
            (
                Transition(from: .master, to: .backup, reason: .higherPriority("10.0.0.1", 101)),
                "master → backup: 10.0.0.1 is master with priority 101"
            ),
            (
                Transition(from: .master, to: .fault, reason: .fault([.link, .script])),
                "master → fault: interface down, script failed"
            ),
        ])
    func transitions(transition: Transition, words: String) {
        #expect("\(transition)" == words)
    }
}
