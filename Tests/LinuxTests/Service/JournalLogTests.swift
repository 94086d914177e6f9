import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("the log")
struct JournalLogTests {
    /// What `body` writes.
    private func written(
        leastLevel: LogLevel = .information, hasPrefix: Bool = true, _ body: (borrowing JournalLog) -> Void
    ) throws -> String {
        let pipe = try Pipe()
        body(JournalLog(leastLevel: leastLevel, hasPrefix: hasPrefix, descriptor: pipe.writingEnd.number))
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = try pipe.readingEnd.read(into: &buffer, "read") ?? 0
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    @Test("has the levels by which the journal ranks (sd-daemon(3))")
    func levels() throws {
        let text = try written(leastLevel: .debug) {
            $0.log(.error, "e")
            $0.log(.warning, "w")
            $0.log(.notice, constant: "n")
            $0.log(.information, "i")
            $0.log(.debug, "d")
        }
        #expect(text == "<3>e\n<4>w\n<5>n\n<6>i\n<7>d\n")
        #expect(try written(hasPrefix: false) { $0.log(.error, "e") } == "e\n")
    }

    @Test("leaves out what matters too little, and does not even make its text")
    func leastLevel() throws {
        var made = 0
        func text() -> String { made += 1; return "x" }
        #expect(try written(leastLevel: .warning) { $0.log(.notice, text()) }.isEmpty)
        #expect(made == 0)
    }

    @Test(
        "escapes what a stranger could put into a line",
        arguments: [
            ("a\n<3>b", "a\\x0a<3>b"), ("\u{1B}[31m", "\\x1b[31m"), ("a\0\t\u{7F}", "a\\x00\\x09\\x7f"),
            ("\u{9B}31m", "\\xc2\\x9b31m"), ("ä€😀", "ä€😀"), ("Â\u{A0}", "Â\u{A0}"),
        ])
    func escaped(text: String, expected: String) throws {
        #expect(try written { $0.log(.notice, text) } == "<5>\(expected)\n")
    }

    @Test("cuts off what is too long, and says so")
    func long() throws {
        let line = try written { $0.log(.notice, String(repeating: "\n", count: 100_000)) }
        #expect(line.utf8.count <= LogLine.capacity && line.hasSuffix("\\x0a…\n"))
    }

    @Test("does not wait for a journal that does not read, and later tells how many lines are missing")
    func lost() throws {
        var ends: (Int32, Int32) = (-1, -1)
        try #require(
            unsafe withUnsafeMutableBytes(of: &ends) {
                unsafe socketpair(
                    AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, $0.baseAddress?.assumingMemoryBound(to: Int32.self))
            } == 0)
        let journal = Descriptor(owning: ends.0)
        let standardError = Descriptor(owning: ends.1)
        let log = JournalLog(descriptor: standardError.number)
        let text = String(repeating: "x", count: 4000)
        for _ in 0..<1000 { log.log(.notice, text) }
        try journal.setBlocking(false)
        var (buffer, read) = ([UInt8](repeating: 0, count: 1 << 16), 0)
        while let count = try journal.read(into: &buffer, "read") { read += count }
        let missing = 1000 - read / 4004
        #expect(missing > 0 && read % 4004 == 0, "whole lines only")
        log.log(.notice, constant: "again")
        let count = try #require(try journal.read(into: &buffer, "read"))
        let said = String(decoding: buffer[..<count], as: UTF8.self)
        #expect(said == "<4>\(missing) lines before this one could not be written\n<5>again\n")
    }

    @Test("does not wait for a pipe that nobody reads either, though writing to it would wait", .timeLimit(.minutes(1)))
    func fullPipe() throws {
        let pipe = try Pipe()
        try pipe.writingEnd.setBlocking(true)
        let log = JournalLog(descriptor: pipe.writingEnd.number)
        // A pipe holds 64 KiB.
        for _ in 0..<100 { log.log(.notice, String(repeating: "x", count: 4000)) }
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        while try pipe.readingEnd.read(into: &buffer, "read") != nil {}
        log.log(.notice, "again")
        let count = try pipe.readingEnd.read(into: &buffer, "read") ?? 0
        let text = String(decoding: buffer[..<count], as: UTF8.self)
        #expect(text.hasSuffix("lines before this one could not be written\n<5>again\n"))
    }
}
