import Foundation

/// The file tree below every host's disk, built once and kept.
struct BaseTree: Hashable, Sendable {
    let recipe: BaseRecipe
    /// Folder of all base trees.
    let cache: String

    var directory: String { "\(cache)/\(recipe.key)" }
    private var log: String { "\(cache)/build.log" }

    var isBuilt: Bool { FileManager.default.fileExists(atPath: directory) }

    /// Builds the tree if it is not there.
    ///
    /// The tree gets its name when it is complete. The builder, not this process, holds the lock, so that one that
    /// outlives its `up` is not disturbed; it runs in process and mount namespaces of its own, so that nothing
    /// outlives the builder.
    func build(for lab: Lab, progress: @Sendable (String) -> Void) async throws {
        guard !isBuilt else { return }
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        progress("base tree: not there yet; building it takes a minute or two")
        let start = ContinuousClock.now
        let script = recipe.buildScript(
            directory: directory, log: log, sources: try await AptSources.ofThisMachine(suite: recipe.suite))
        let command = [
            "--no-fork", "\(cache)/build.lock", "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
            "sh", "-c", script,
        ]
        do {
            try await LabTool.flock.run(command, marker: LabProcess.Marker(lab: lab.name, host: nil))
        } catch LabError.commandFailed(_, let status, let output) {
            let text = ProcFile.text(log) + output
            throw LabError.baseTreeFailed(status: status, log: log, lastLines: text.lastLines(12))
        }
        progress("base tree: built (\(start.duration(to: .now).inSeconds))")
    }
}

/// Debian's part of this machine's own package sources.
enum AptSources {
    /// Lines for sources.list; none if the machine has none of `suite`, and mmdebstrap takes its own default.
    static func ofThisMachine(suite: String) async throws -> [String] {
        let format = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
        let targets = try await LabTool.aptGet.run(["indextargets", "--format", format, "Created-By: Packages"])
        return lines(targets: targets, suite: suite)
    }

    /// `deb` lines of the suite, its updates and its security updates.
    static func lines(targets: String, suite: String) -> [String] {
        let suites = [suite, "\(suite)-updates", "\(suite)-security"]
        let wanted = targets.split(separator: "\n").compactMap { line -> String? in
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count == 3, suites.contains(fields[1]), fields[2] == "main" else { return nil }
            return "deb \(fields[0]) \(fields[1]) main"
        }
        // A mirror of the updates alone would not do.
        guard wanted.contains(where: { $0.hasSuffix(" \(suite) main") }) else { return [] }
        return Set(wanted).sorted()
    }
}

extension Duration {
    /// `1.2 s`
    var inSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}

extension String {
    func lastLines(_ count: Int) -> [String] {
        split(separator: "\n").suffix(count).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
}
