import Foundation
import Subprocess
import SystemPackage

/// A program that a test starts: run to its end, or kept until the test stops it.
enum Program {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Returns: Its output of both kinds.
    @discardableResult
    static func run(_ path: String, _ arguments: [String], environment: Environment = .inherit) async throws -> String {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), environment: environment,
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else {
            throw Failure(description: "\(path) \(arguments): \(result.standardOutput)")
        }
        return result.standardOutput
    }

    /// Starts a program and leaves it to the caller to signal. It is waited for by a task of its own.
    static func start(_ path: String, _ arguments: [String]) async throws -> Int32 {
        let (stream, continuation) = AsyncThrowingStream<Int32, any Error>.makeStream()
        Task {
            do {
                _ = try await Subprocess.run(
                    .path(FilePath(path)), arguments: Arguments(arguments), input: .none, output: .discarded,
                    error: .discarded
                ) { continuation.yield($0.processIdentifier.value) }
            } catch {
                continuation.finish(throwing: error)
            }
        }
        for try await process in stream { return process }
        throw Failure(description: "\(path) did not start")
    }

    static func isInstalled(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// The processes that `parent` has started, and theirs.
    static func descendants(of parent: Int32) -> [Int32] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let children = all.compactMap { Int32($0) }.filter { self.parent(of: $0) == parent }
        return children + children.flatMap { descendants(of: $0) }
    }

    /// The command lines of all processes, their words apart by spaces.
    static func commandLines() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }.compactMap {
            guard let data = FileManager.default.contents(atPath: "/proc/\($0)/cmdline") else { return nil }
            return String(decoding: data.map { $0 == 0 ? 32 : $0 }, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        }
    }

    private static func parent(of process: Int32) -> Int32? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 1 ? Int32(fields[1]) : nil
    }
}

/// A folder that is gone after the test.
final class Folder: Sendable {
    let path: String

    init(name: String = String(UUID().uuidString.prefix(8))) throws {
        path = Self.path(of: name)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    static func path(of name: String) -> String {
        FileManager.default.temporaryDirectory.appending(path: "ssh-test-\(name)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: file(name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file(name))
        return file(name)
    }

    func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
}
