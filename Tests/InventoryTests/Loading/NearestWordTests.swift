import Testing

@testable import Inventory

@Suite("the nearest word")
struct NearestWordTests {
    @Test(
        "is the one that a slip of the fingers left",
        arguments: [
            ("vip", "vips"), ("balancer", "balancers"), ("blaancers", "balancers"), ("Router-ID", "router_id"),
            ("routerId", "router_id"), ("prot", "port"), ("authentification", "authentication"),
        ])
    func near(word: String, known: String) {
        let words = ["vips", "balancers", "router_id", "port", "authentication", "web"]
        #expect(nearest(to: word, among: words) == known)
    }

    @Test("is none where nothing is near", arguments: ["haproxy", "x", "", String(repeating: "vips", count: 1000)])
    func far(word: String) {
        #expect(nearest(to: word, among: ["vips", "balancers", "port"]) == nil)
    }

    @Test(
        "is counted in insertions, removals, replacements and swaps",
        arguments: [("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("ab", "ba", 1), ("kitten", "sitting", 3)])
    func distance(left: String, right: String, distance: Int) {
        #expect(editDistance(Array(left), Array(right)) == distance)
        #expect(editDistance(Array(right), Array(left)) == distance)
    }
}
