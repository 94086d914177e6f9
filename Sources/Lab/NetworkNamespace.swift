import CLinux
import Foundation

/// A network namespace by its `ip netns` name.
struct NetworkNamespace: Hashable, Sendable {
    /// Folder of `ip netns`'s names.
    static let directory = "/run/netns"

    let name: String

    var path: String { "\(Self.directory)/\(name)" }

    /// Whether the name leads to a namespace. A name alone may be left of a killed `ip netns add`.
    var exists: Bool {
        var information = statfs()
        return unsafe statfs(path, &information) == 0 && information.f_type == Int(NSFS_MAGIC)
    }

    /// Makes the namespace if it does not exist yet.
    func create() async throws {
        guard !exists else { return }
        try await delete()
        try await LabTool.ip.run(["netns", "add", name])
    }

    /// Removes the name; the namespace goes when the last process in it has ended.
    func delete() async throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try await LabTool.ip.run(["netns", "delete", name])
    }

    /// Runs `ip` inside, one command a line.
    func configure(_ commands: [String]) async throws {
        guard !commands.isEmpty else { return }
        try await LabTool.ip.run(["-n", name, "-batch", "-"], input: commands.joined(separator: "\n") + "\n")
    }

    /// Names of the interfaces inside, the loopback excepted.
    func interfaces() async throws -> [String] {
        try await LabTool.ip.run(["-n", name, "-oneline", "link", "show"])
            .split(separator: "\n")
            .compactMap { line in
                // "3: web1@if2: <BROADCAST,…"
                let fields = line.split(separator: " ", maxSplits: 2)
                guard fields.count > 1 else { return nil }
                return fields[1].prefix { $0 != "@" && $0 != ":" }.description
            }
            .filter { $0 != "lo" }
    }

    /// Moves the calling thread, and only this one, into the namespace at `path`.
    static func enter(path: String) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LabError.system(doing: "open \(path)", words: words(of: errno)) }
        defer { close(descriptor) }
        guard linux_setns(descriptor, CLONE_NEWNET) == 0 else {
            throw LabError.system(doing: "enter the network namespace \(path)", words: words(of: errno))
        }
    }

    /// Runs `body` on a thread of its own that lives inside the namespace.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Swift.Result {
                        try Self.enter(path: path)
                        return try body()
                    })
            }
        }
    }
}

/// What strerror(3) says to an errno.
func words(of code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
