import Glibc
import Testing

@testable import Linux

@Suite("signals to be read", .serialized)
struct SignalSourceTests {
    @Test("come with their number and who sent them")
    func received() throws {
        let source = try SignalSource([SIGRTMIN_NUMBER, SIGURG])
        #expect(try source.next() == nil)
        // To this thread: it is the one that blocks them.
        #expect(pthread_kill(pthread_self(), SIGURG) == 0)
        #expect(try source.next() == .init(number: SIGURG, process: getpid(), user: getuid()))
        #expect(try source.next() == nil)
    }

    private let SIGRTMIN_NUMBER: Int32 = 36
}
