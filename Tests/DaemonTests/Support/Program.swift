import CLinux
import Foundation
import Glibc

@testable import Linux

/// A program that a test has started, with a file that takes its output.
final class Program {
    private let script: Script
    private let words: [String]
    let outputFile: String
    /// How it ended; nil as long as nobody has seen it end.
    private(set) var end: Script.End?

    private init(_ words: [String], _ environment: [String], _ outputFile: String) throws {
        // setpriv: see Launcher. Both it and the shell become the program; its process number is ours.
        let wrapped =
            ["/usr/bin/setpriv", "--pdeathsig", "KILL", "/bin/sh", "-c", "exec \"$@\" >>'\(outputFile)' 2>&1", "sh"]
            + words
        script = try Script(
            .init(arguments: wrapped, environment: environment + ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"]))
        self.words = words
        self.outputFile = outputFile
    }

    static func start(
        _ words: [String], in namespace: Namespace, environment: [String] = [], output: String
    ) async throws -> Program {
        try await Launcher.shared.run {
            try namespace.run { try Program(words, environment, output) }
        }
    }

    var process: Int32 { script.process }

    var isRunning: Bool {
        if end == nil { end = (try? script.reap()) ?? nil }
        return end == nil
    }

    /// All it has written so far.
    var output: String {
        (try? File.read(outputFile, limit: 16 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Sends a signal to the program alone.
    func signal(_ number: Int32) {
        // Not reaped, so the number is its own still.
        if isRunning { _ = kill(process, number) }
    }

    /// Waits for its end.
    func ended(within limit: Duration = .seconds(20)) async throws -> Script.End {
        try await eventually("\(words.joined(separator: " ")) ends", within: limit) { isRunning ? nil : () }
        guard let end else { throw Failure("the end of \(words[0]) is not known") }
        return end
    }

    /// Ends it, and what it has started and left in its process group.
    func destroy() {
        guard isRunning else { return }
        try? script.signalGroup(SIGKILL)
        _ = linux_wait_readable(script.descriptor.number, 5_000)
        _ = isRunning
    }
}

extension Program {
    /// What a program that ends by itself came to.
    struct Result: Hashable {
        let status: Int32
        let output: String
    }

    /// Runs a program to its end.
    static func run(_ words: [String], in namespace: Namespace) async throws -> Result {
        let file = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: file) }
        let program = try await start(words, in: namespace, output: file)
        defer { program.destroy() }
        guard case .exited(let status) = try await program.ended() else {
            throw Failure("\(words.joined(separator: " ")): \(String(describing: program.end)): \(program.output)")
        }
        return Result(status: status, output: program.output)
    }

    private static func temporaryPath() -> String {
        "/tmp/daemon-tests-\(getpid())-output-\(UInt32.random(in: 0 ... .max))"
    }
}

extension Namespace {
    /// Lines for `ip -batch`, done in the namespace.
    func ip(_ lines: String...) async throws {
        let file = "/tmp/daemon-tests-\(getpid())-batch-\(UInt32.random(in: 0 ... .max))"
        try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let result = try await Program.run(["/usr/sbin/ip", "-batch", file], in: self)
        guard result.status == 0 else { throw Failure("ip: \(result.output)") }
    }
}

extension Namespace {
    /// What `ip` with these words writes.
    func ask(ip words: String...) async throws -> String {
        let result = try await Program.run(["/usr/sbin/ip"] + words, in: self)
        guard result.status == 0 else { throw Failure("ip \(words): \(result.output)") }
        return result.output
    }
}
