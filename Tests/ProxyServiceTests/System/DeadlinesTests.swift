import Balancing
import Testing

@testable import ProxyService

struct DeadlinesTests {
    @Test("what is due comes in the order of its moments, and nothing before")
    func order() {
        var deadlines = Deadlines<Int>()
        for moment in [5, 3, 9, 1, 7, 3, 8, 2] { deadlines.add(moment, at: Instant(nanoseconds: Int64(moment))) }
        var due: [Int] = []
        while let next = deadlines.next(at: Instant(nanoseconds: 7)) { due.append(next.subject) }
        #expect(due == [1, 2, 3, 3, 5, 7])
        #expect(deadlines.earliest == Instant(nanoseconds: 8))
    }

    @Test("nothing is due where nothing was added")
    func empty() {
        var deadlines = Deadlines<Int>()
        let next = deadlines.next(at: Instant(nanoseconds: .max))
        #expect(next == nil)
        #expect(deadlines.earliest == nil)
    }
}
