import CLinux
import Glibc
import Testing

@testable import Linux

/// Runs a program to its end and gives its standard output and error; a status that is not 0 fails the test.
@discardableResult
func runProgram(_ path: String, _ words: [String]) throws -> String {
    let file = "/tmp/linux-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    defer { _ = unsafe unlink(file) }
    let script = try Script(.init(arguments: ["/bin/sh", "-c", "exec \"$@\" >\(file) 2>&1", "sh", path] + words))
    let end = try waitForEnd(of: script)
    let output = String(decoding: try File.read(file, limit: 1 << 20), as: UTF8.self)
    try #require(end == .exited(0), "\(path) \(words.joined(separator: " ")): \(end): \(output)")
    return output
}

/// How a script ended. Ends it after ten seconds.
func waitForEnd(of script: borrowing Script) throws -> Script.End {
    if linux_wait_readable(script.descriptor.number, 10_000) == 0 { try script.signalGroup(SIGKILL) }
    _ = linux_wait_readable(script.descriptor.number, -1)
    return try #require(try script.reap())
}

/// Asks `question` until it has an answer, at most for `seconds`.
func eventually<Value>(_ seconds: Double = 3, _ question: () throws -> Value?) throws -> Value {
    let deadline = MonotonicClock.now + Int64(seconds * 1e9)
    while true {
        if let value = try question() { return value }
        try #require(MonotonicClock.now < deadline, "it did not happen within \(seconds) s")
        usleep(2000)
    }
}

/// A path in a folder for temporary files that nobody else uses.
func temporaryPath() -> String {
    "/tmp/linux-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
}

/// `#require` for what cannot be copied.
func required<Value: ~Copyable>(_ value: consuming Value?) throws -> Value {
    guard let value = consume value else { throw Missing() }
    return value
}

struct Missing: Error {}
