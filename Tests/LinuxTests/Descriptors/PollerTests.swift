import Glibc
import Testing

@testable import Linux

@Suite("descriptors, and waiting for them")
struct PollerTests {
    @Test("close when their owner lets go, and not if they were given away")
    func ownership() throws {
        func isOpen(_ number: Int32) -> Bool { fcntl(number, F_GETFD) >= 0 }
        let number: Int32
        do {
            let descriptor = try File.open("/dev/null", O_RDONLY, "open")
            number = descriptor.number
            #expect(isOpen(number))
        }
        // Another test may have got the number by now; a copy tells.
        let kept = try File.open("/dev/null", O_RDONLY, "open").release()
        #expect(isOpen(kept))
        #expect(fcntl(kept, F_GETFD) & FD_CLOEXEC != 0)
        _ = Descriptor(owning: kept)
    }

    @Test("an error speaks of what was tried, and why it failed, in words")
    func words() {
        let error = #expect(throws: LinuxError.self) { _ = try File.read("/nowhere/x", limit: 1) }
        #expect(error?.description == "cannot read /nowhere/x: No such file or directory (open)")
    }

    @Test("the poller tells which is ready, by its token, as long as it is")
    func ready() throws {
        let first = try Pipe()
        let second = try Pipe()
        var poller = try Poller(capacity: 4)
        try poller.add(first.readingEnd, .reading, token: 1 << 40)
        try poller.add(second.readingEnd, .reading, token: 2)
        #expect(try poller.wait(milliseconds: 0) == 0)
        #expect(try first.writingEnd.write([7].span, "write") == 1)
        for _ in 0..<2 {
            #expect(try poller.wait(milliseconds: 1000) == 1)
            #expect(poller[0].token == 1 << 40 && poller[0].isReadable && !poller[0].isWritable && !poller[0].isBroken)
        }
        var buffer = [UInt8](repeating: 0, count: 8)
        #expect(try first.readingEnd.read(into: &buffer, "read") == 1)
        #expect(try first.readingEnd.read(into: &buffer, "read") == nil, "EAGAIN is no error")
        #expect(try poller.wait(milliseconds: 0) == 0)
        try poller.change(first.readingEnd, [], token: 1)
        _ = try first.writingEnd.write([7].span, "write")
        #expect(try poller.wait(milliseconds: 0) == 0)
        try poller.remove(second.readingEnd)
        _ = try second.writingEnd.write([7].span, "write")
        #expect(try poller.wait(milliseconds: 0) == 0)
    }

    @Test("the poller tells no more than it has room for, and the rest next time")
    func capacity() throws {
        var poller = try Poller(capacity: 1)
        let first = try Pipe()
        let second = try Pipe()
        try poller.add(first.writingEnd, .writing, token: 1)
        try poller.add(second.writingEnd, .writing, token: 2)
        #expect(try poller.wait() == 1)
        let one = poller[0].token
        #expect(try poller.wait() == 1)
        #expect(Set([one, poller[0].token]) == [1, 2] && poller[0].isWritable)
    }

    @Test("the poller says when the other side is gone")
    func broken() throws {
        var poller = try Poller()
        var ends = try Pipe().split()
        let reading = try required(ends.reading.take())
        try poller.add(reading, .reading, token: 1)
        ends.writing = nil
        #expect(try poller.wait(milliseconds: 1000) == 1)
        #expect(poller[0].isBroken)
    }

    @Test("the poller wakes at its moment and not before")
    func moment() throws {
        var poller = try Poller()
        let moment = MonotonicClock.now + 20_000_000
        let waited = try poller.wait(until: moment)
        #expect(waited.count == 0 && waited.now == moment)
        #expect(MonotonicClock.now >= moment)
    }

    @Test("the poller does not wait for a moment that is past", arguments: [Int64.min, -1, 0, 1])
    func past(moment: Int64) throws {
        var poller = try Poller()
        let before = MonotonicClock.now
        let waited = try poller.wait(until: moment)
        #expect(waited.count == 0 && waited.now >= before)
    }

    @Test("the poller does not wait for its moment when something is ready", arguments: [Int64.max, Int64.max - 1])
    func farthest(moment: Int64) throws {
        var poller = try Poller()
        let pipe = try Pipe()
        try poller.add(pipe.writingEnd, .writing, token: 3)
        let before = MonotonicClock.now
        let waited = try poller.wait(until: moment)
        #expect(waited.count == 1 && (before...MonotonicClock.now).contains(waited.now))
        #expect(poller[0].token == 3)
    }
}
