/// What keepalived.conf asks of VRRP, every default resolved as keepalived 2.2.7 has it.
package struct KeepalivedConfiguration: Hashable, Sendable {
    package let global: GlobalDefinitions
    package let scripts: [VRRPScript]
    package let processes: [TrackedProcess]
    package let syncGroups: [SyncGroup]
    /// In the order written; at least one.
    package let instances: [Instance]
    /// Every file read, the first one first.
    package let files: [String]
    /// What is doubtful but used, in the order of files and lines.
    package let warnings: [Diagnostic]

    /// Reads a configuration with all that it includes.
    ///
    /// - Parameters:
    ///   - path: the first file; its directory is where relative includes begin.
    ///   - files: where files come from.
    /// - Throws: all errors of the configuration at once.
    package static func load(_ path: String, from files: SourceFiles = .system) throws(ConfigurationFailure)
        -> KeepalivedConfiguration
    {
        var reader = SyntaxReader(files: files)
        let statements = reader.statements(of: path)
        var draft = ConfigurationDraft()
        draft.read(statements, &reader.diagnostics)
        let start = SourceLocation(file: path, line: 1)
        let configuration = draft.resolved(files: reader.readFiles, start: start, &reader.diagnostics)
        guard let configuration, !reader.diagnostics.hasErrors else { throw reader.diagnostics.failure }
        return configuration
    }
}
