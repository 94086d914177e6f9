import Balancing
import Testing

/// Connections that came and went one by one, in TCP mode: `a` went to server a, `A` is one of its that ended, `-` found
/// every server full.
@Suite("Connections that HAProxy 2.6 gave to its servers")
struct HeardConnectionsTests {
    @Test(
        "the same servers, with the same connections held",
        arguments: [
            (.first, [1, 1, 1], 2, "aabbcc-BbAaCc-BCbCABaBAaAAaabBAAaabAAaaA"),
            (.first, [1, 1, 1], 1, "abc-ACacBAab--Bb---ACBabcAa-BbBb--Bb---A"),
            (.first, [1, 1], 3, "aaaAAaAaAaaAAaabAAaaAabbBb-AaBb-ABAaaAab"),
            (.roundRobin, [1, 1, 1], 2, "abcabc-AaAaCc-CBcCBCbAAcBCabcCBAabcBAabA"),
            (.roundRobin, [1, 2, 3], 2, "cbcaCAcbBCcbaaAa---BCAcbCcaBbBb--Aa---BBAAbBCCcCacbcCBbcaACc"),
            (.staticRoundRobin, [1, 1, 1], 2, "abcabc-AaAaCc-CBbCBBcAAaCAbcaACBbcaCBbcB"),
            (.staticRoundRobin, [1, 2, 3], 2, "acbcACbcCBacbaBb---CBBcbAabCcCc--Bb---BCABcCCAbBcacbACcbaABb"),
            (
                .roundRobin, [5, 1, 2, 3], 3,
                "aAdDaAcadaAbdBAcaadacbDACCBaCdcDAadcbcbCAacb-ADaCdcDCBBdbDABDdDCcBadcADAaCdACaAC"
            ),
            (
                .roundRobin, [5, 1, 2, 3], 2,
                "aAdDacaCdAaAbdcaDDdACBaAcCadbAAcaaAacb-Cc-CDdcBbCc----Aa-CBACBacbcb-----BbCc----"
            ),
        ] as [(Algorithm, [Int], Int32, String)])
    func heard(algorithm: Algorithm, weights: [Int], maxconn: Int32, heard: String) {
        var balancer = TestBalancer(algorithm, weights: weights, maxconn: maxconn)
        var said = ""
        for letter in heard {
            if letter.isUppercase {
                balancer.served[Int(letter.asciiValue! - UInt8(ascii: "A"))] -= 1
                said.append(letter)
            } else {
                said += balancer.letters(1, holding: true)
            }
        }
        #expect(said == heard)
    }

    /// HAProxy orders equals by when their load changed, which we are not told; we by when they were picked.
    @Test(
        "leastconn: a server as little loaded as the one HAProxy chose",
        arguments: [
            ([1, 1], 0, "aAbBabaABbAaBbBAbaAabababaAabaBbAAaababa"),
            ([1, 2, 3], 0, "abcABabBCbBcbcbCcccBbCCACBBaAbacbCBcbccb"),
            ([1, 1, 1], 0, "aAbBcaCbcaAbcBCabcaAbBCcabcaAAaBbCcaAbcC"),
            ([10, 1], 0, "abBbAaaaaaaaAaaAaAaaaaaaaaaaaabaaAaaaaaa"),
            ([1, 1, 1], 2, "abcabc-AaAaCc-CBcCBCbAAcBCabcCBAcbaBbcBA"),
            ([3, 7, 2], 0, "abcbABabBCcbbbBbabbABBabBbbAaBbcCabcbBACBacCBABbbcBAabaABbaB"),
            ([1, 1, 1], 0, "aAbBcCaAbcBCaAbBcabcCCABcabcaAbBabcABBAb"),
        ] as [([Int], Int32, String)])
    func leastConnections(weights: [Int], maxconn: Int32, heard: String) {
        var balancer = TestBalancer(.leastConnections, weights: weights, maxconn: maxconn)
        for letter in heard {
            if letter.isUppercase {
                balancer.served[Int(letter.asciiValue! - UInt8(ascii: "A"))] -= 1
                continue
            }
            let pick = balancer.picks(1)[0]
            guard letter != "-" else {
                #expect(pick == -1)
                continue
            }
            let chosen = Int(letter.asciiValue! - UInt8(ascii: "a"))
            let loads = [pick, chosen].map { server in
                let served = Int(balancer.served[server])
                return served == 0 ? 0 : (served + 1) * 4096 / (weights[server] * 16)
            }
            #expect(loads[0] == loads[1], "\(letter) at \(balancer.served)")
            balancer.served[chosen] += 1
        }
    }
}
