import Balancing
import Testing

@Suite("roundrobin (configuration.txt §4.2, balance)")
struct RoundRobinTests {
    @Test(
        "HAProxy 2.6's sequence, as it was heard",
        arguments: [
            ([1, 1], "ababab"), ([1, 2, 3], "cbcacbcbcacbcbcacb"), ([5, 1, 1], "aaabaacaaabaacaaabaac"),
            ([3, 0, 2], "aacacaacacaacac"),
            (
                [7, 11, 13],
                "cbcbcabcbcacbacbcbacbcabccbacbcabcbcabcbcacbacbcbacbcabccbacbcabcbcabcbcacbacbcbacbcabccbacbc"
            ),
            ([2, 5, 9, 4], "cbcdcbcadcbccbdcbacdcbcdcbcadcbccbdcbacdcbcdcbcadcbccbdcbacd"),
            ([100, 50, 25], "aabacabaabacabaabacabaabacabaabacabaabacaba"), ([1, 1, 1, 1], "abcdabcdabcd"),
            ([3, 1], "aaabaaabaaab"),
        ] as [([Int], String)])
    func sequence(weights: [Int], heard: String) {
        var balancer = TestBalancer(.roundRobin, weights: weights)
        #expect(balancer.letters(heard.count) == heard)
    }

    /// Words of letters are what was heard, `b=3` is `set weight` in between.
    @Test(
        "a weight changes smoothly: HAProxy 2.6's sequences around `set weight`",
        arguments: [
            (
                [2, 5, 20, 1],
                "cc a=5 cbccacdcbc a=20 cacb a=1 ccccccc d=1 bccc a=20 acbacac a=50 aa b=50 c d=0 bababacbabacbababacb"
            ),
            (
                [1, 10, 2],
                "bbbbc b=1 abaccbacc a=50 aaaba c=1 aa c=50 acacacacaca a=5 cc c=1 caaaaacaaa a=50 aaac b=20 bbaabaaabaabaabaaaba"
            ),
            (
                [3, 5, 10, 5, 3],
                "cbcda b=1 cecdccdaeccd b=1 ccaedccdca c=20 bcecdccc c=10 adcec e=1 cd e=7 ace c=1 ddeaededeaedbed d=7 acededaededeadbededa"
            ),
            (
                [20, 1],
                "aaaaaaaaaaaaa b=5 aabaaaabaaaa b=50 babbabbb b=1 aaaaaaaaaaaaaa a=3 aaaaabaa a=0 bbbbbbbbbbbb b=50 bbbbbbbbbbb b=3 bbbbbbbbbbbb b=5 bbbbbbbbbbbbbbbbbbbb"
            ),
            (
                [5, 3],
                "aab a=10 a a=3 bab a=7 abaaaba b=1 aaa b=7 ababababa b=1 aaaaaabaaaaaaa b=20 bbbab b=5 abababaabababaababaa"
            ),
            (
                [2, 2, 1, 2, 2],
                "abde b=0 acdeadea e=1 cdead c=0 ade d=20 addddd e=50 deeede b=20 eadeebedeb a=10 edebeedebeadebe e=7 dbdabdebdabdbdeabdbd"
            ),
            (
                [5, 5, 1, 5, 20],
                "eeaebed a=2 ee b=10 aec a=5 ebdeebaebe a=1 d e=1 babbdbbdb a=5 bdabbdabeb a=1 dabbdbcbdbbdbb b=50 bdbbbabebbbcbbbdbbbb"
            ),
            (
                [2, 20, 3, 3, 10],
                "bbebcb d=1 eb d=10 dbebdbea d=3 bc b=1 eeeeeedceeed c=3 eceabede b=20 b b=20 bbcebb b=20 edabbebbecbbebdbebbe"
            ),
            (
                [10, 3],
                "aaaabaaabaa a=3 babababab b=1 aabaaa a=20 baaaaaaaa b=2 aaabaaaaaa a=2 ababababababab b=2 abab b=5 abbabbbabbab a=0 bbbbbbbbbbbbbbbbbbbb"
            ),
            (
                [5, 3, 2, 20],
                "ddaddbddad c=10 dcddacbddcdad c=5 dd b=1 dbdc d=2 aaacda b=10 bcbabdcbab a=10 cababacdbabcaba c=1 bcababdabababa a=7 babdabbababcbadbabba"
            ),
            (
                [5, 2, 5],
                "acacacbacacab c=5 ca c=7 acbcacac b=1 cabcacaccaca a=1 ccc a=1 bacccccccb b=1 acccccccba c=10 ccccccbaccc b=1 cccccccbaccccccccccb"
            ),
            (
                [1, 1, 20],
                "cccccccccca a=20 cbacacacacac a=7 ccccaccacccacc a=2 c b=2 caccc c=2 ccbacbacbacba c=5 ccbca c=7 cccbcacccbaccc a=0 bccccbcccbccccbcccbc"
            ),
        ] as [([Int], String)])
    func weightChanges(weights: [Int], heard: String) {
        var balancer = TestBalancer(.roundRobin, weights: weights)
        for word in heard.split(separator: " ") {
            if let change = word.firstIndex(of: "=") {
                let server = Int(word.utf8.first! - UInt8(ascii: "a"))
                balancer.setWeight(Int(word[word.index(after: change)...])!, of: server)
            } else {
                let letters = balancer.letters(word.count)
                #expect(letters == word)
            }
        }
    }
}
