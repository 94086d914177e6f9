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
