extension Format<String> {
    /// Absolute path of a file, which need not be here: `~/` is the home folder, and other paths start from the
    /// inventory's folder.
    static var file: Format {
        resolved(
            .init(
                expectation: "the path of a private key", example: "~/.ssh/id_ed25519", pattern: TextRule.path.pattern)
        ) { path, _ in .success(path) }
    }

    /// Absolute path of a folder that is here.
    static var folder: Format {
        resolved(
            .init(
                expectation: "a folder's path", example: "site", pattern: TextRule.path.pattern)
        ) { path, surroundings in
            guard let folder = surroundings.resolveFolder(path) else {
                return .failure(PathProblem(message: "there is no folder \(path.shown(limit: 200))"))
            }
            guard !surroundings.folder.isInside(folder) else {
                let message =
                    "the folder \(folder.shown(limit: 200)) holds the inventory itself, which is not for the web"
                return .failure(PathProblem(message: message))
            }
            return .success(folder)
        }
    }

    private static func resolved(
        _ rule: TextRule, check: @escaping (String, Surroundings) -> Result<String, PathProblem>
    ) -> Format {
        let text = text(rule)
        return Format(description: text.description, write: text.write) { node, path, reading in
            guard let written = text.read(node, path, &reading) else { return nil }
            switch reading.surroundings.absolute(written).flatMap({ check($0, reading.surroundings) }) {
            case .success(let resolved): return resolved
            case .failure(let problem):
                reading.report(problem.message, at: node.place, path)
                return nil
            }
        }
    }
}

private struct PathProblem: Error {
    let message: String
}

extension Surroundings {
    fileprivate func absolute(_ path: String) -> Result<String, PathProblem> {
        if path.hasPrefix("/") { return .success(path) }
        guard path.hasPrefix("~") else { return .success(folder + "/" + path) }
        guard path == "~" || path.hasPrefix("~/") else {
            return .failure(PathProblem(message: "only ~/ is known, not another user's home; write the whole path"))
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            return .failure(PathProblem(message: "HOME is not set to a folder; write the whole path instead of ~"))
        }
        return .success(home + path.dropFirst())
    }
}

extension String {
    fileprivate func isInside(_ folder: String) -> Bool {
        self == folder || hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}
