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
        removeUnused(states: lab.paths.states)
        progress("base tree: built (\(start.duration(to: .now).inSeconds))")
    }
}

extension BaseTree {
    /// Removes trees of earlier recipes that no lab's host lies on.
    fileprivate func removeUnused(states: String) {
        let files = FileManager.default
        func entries(_ folder: String) -> [String] {
            ((try? files.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
        }
        let used = Set(entries(states).flatMap { entries("\($0)/hosts") }.map { ProcFile.text("\($0)/base") })
        let trees = entries(cache).filter { $0.hasPrefix("\(cache)/\(recipe.suite)-") && !$0.hasSuffix(".part") }
        for tree in trees where tree != directory && !used.contains(tree) {
            try? files.removeItem(atPath: tree)
        }
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
