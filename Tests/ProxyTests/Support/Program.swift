import CLinux
import Foundation
import Glibc

@testable import Linux

/// A program in the network of the thread that starts it. If that thread ends first, however it does, so does the
/// program (prctl(2), PR_SET_PDEATHSIG): none outlives the tests.
final class Program {
    private let script: Script
    private let words: [String]
    private let outputFile: String
    /// How it ended; nil as long as nobody has seen it end.
    private(set) var end: Script.End?

    /// - Parameter descriptors: the limit of open files that it starts with.
    init(_ words: [String], output: String, descriptors: Int = 4096) throws {
        let shell = "ulimit -n \(descriptors); exec \"$@\" >>'\(output)' 2>&1"
        script = try Script(
            .init(
                arguments: ["/usr/bin/setpriv", "--pdeathsig", "KILL", "/bin/sh", "-c", shell, "sh"] + words,
                environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"]))
        self.words = words
        outputFile = output
    }

    deinit { destroy() }

    var process: Int32 { script.process }

    var isRunning: Bool {
        if end == nil { end = (try? script.reap()) ?? nil }
        return end == nil
    }

    /// All it has written so far.
    var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }

    func signal(_ number: Int32) {
        // Not reaped, so the number is its own still.
        if isRunning { _ = kill(process, number) }
    }

    func waitForEnd(within limit: Duration = .seconds(20)) throws -> Script.End {
        _ = linux_wait_readable(script.descriptor.number, Int32(limit / .milliseconds(1)))
        guard !isRunning, let end else { throw Failure("\(words.joined(separator: " ")) does not end") }
        return end
    }

    /// Ends it, and what it has started and left in its process group.
    func destroy() {
        guard isRunning else { return }
        try? script.signalGroup(SIGKILL)
        _ = linux_wait_readable(script.descriptor.number, 5_000)
        _ = isRunning
    }

    /// Runs a program that must succeed, and gives what it wrote.
    @discardableResult
    static func run(_ words: [String]) throws -> String {
        let (status, output) = try result(of: words)
        guard status == 0 else { throw Failure("\(words.joined(separator: " ")): \(status): \(output)") }
        return output
    }

    /// Runs a program to its end: its exit status and what it wrote.
    static func result(of words: [String]) throws -> (status: Int32, output: String) {
        let folder = try Folder()
        let program = try Program(words, output: folder.file("output"))
        guard case .exited(let status) = try program.waitForEnd() else {
            throw Failure("\(words.joined(separator: " ")): \(String(describing: program.end)): \(program.output)")
        }
        return (status, program.output)
    }
}

/// A temporary folder, gone with its owner.
final class Folder {
    let path: String

    init() throws {
        path = "/tmp/proxy-tests-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }
}
