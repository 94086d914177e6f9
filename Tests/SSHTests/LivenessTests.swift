import Testing

@testable import SSH

@Suite("Liveness")
struct LivenessTests {
    private let start = ContinuousClock.now
    private var liveness = Liveness(limit: .seconds(15))

    @Test("leaves a host alone that has just been heard")
    func quiet() {
        var liveness = liveness
        #expect(liveness.judge(now: start + .seconds(4), lastHeard: start) == .fine(until: start + .seconds(5)))
    }

    @Test("asks after a third of the limit, and gives the answer the rest of it")
    func question() {
        var liveness = liveness
        #expect(liveness.judge(now: start + .seconds(5), lastHeard: start) == .ask)
        liveness.noteAsked(at: start + .seconds(5))
        #expect(liveness.judge(now: start + .seconds(6), lastHeard: start) == .fine(until: start + .seconds(15)))
        #expect(liveness.judge(now: start + .seconds(15), lastHeard: start) == .lost)
    }

    @Test("takes any word as an answer")
    func answer() {
        var liveness = liveness
        liveness.noteAsked(at: start + .seconds(5))
        let heard = start + .seconds(6)
        #expect(liveness.judge(now: start + .seconds(15), lastHeard: heard) == .ask)
        #expect(liveness.asked == nil)
    }

    @Test("does not blame the host when this program was asleep")
    func asleep() {
        var liveness = liveness
        #expect(liveness.judge(now: start + .seconds(3600), lastHeard: start) == .ask)
        liveness.noteAsked(at: start + .seconds(3600))
        #expect(
            liveness.judge(now: start + .seconds(3601), lastHeard: start) == .fine(until: start + .seconds(3610)))
    }
}
