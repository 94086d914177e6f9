/// What haproxy.cfg asks for, every default resolved as HAProxy 2.6 has it. References between its parts are indices.
package struct HAProxyConfiguration: Sendable {
    package let global: Global
    /// The frontends and the client sides of `listen`, in the order written.
    package let frontends: [Frontend]
    /// The backends and the server sides of `listen`, in the order written.
    package let backends: [Backend]
    package let file: String
    /// What is doubtful but used, by line.
    package let warnings: [Diagnostic]

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - files: where it, and the pages it names, are read from.
    ///   - environment: what `"$NAME"` means in it.
    /// - Throws: all errors of the configuration at once.
    package static func load(
        _ path: String, from files: SourceFiles, environment: [String: String] = [:]
    ) throws(ConfigurationFailure) -> HAProxyConfiguration {
        var diagnostics = Diagnostics()
        let start = SourceLocation(file: path, line: 1)
        var draft = ConfigurationDraft(files: files, start: start)
        switch files.read(path, Limit.bytes) {
        case .failure(let failure): diagnostics.error(start, "cannot be read: \(failure.reason)")
        case .success(let content) where content.count > Limit.bytes:
            diagnostics.error(start, "the configuration is larger than \(Limit.bytes >> 20) MiB")
        case .success(let content):
            draft.read(content, environment, &diagnostics)
        }
        let configuration = draft.resolved(&diagnostics)
        guard let configuration, !diagnostics.hasErrors else { throw diagnostics.failure }
        return configuration
    }
}
