package import Rendering

/// The copy of the site that a web server has, beside the folder it should be a copy of. All paths are relative, and
/// sorted.
package struct SiteComparison: Hashable, Sendable {
    package var missingFiles: [String]
    package var changedFiles: [String]
    package var missingDirectories: [String]
    /// Files, folders and others that the folder does not have.
    package var surplus: [String]

    /// - Returns: nil where the web server has no copy of ours.
    package init?(_ site: SiteManifest, _ observed: ObservedSite) {
        guard case .present(_, let files, let directories, let others) = observed else { return nil }
        missingFiles = site.paths.filter { files[$0] == nil }
        changedFiles = site.paths.filter { files[$0] != nil && files[$0] != site.files[$0] }
        missingDirectories = site.directories.subtracting(directories).sorted()
        surplus =
            (files.keys.filter { site.files[$0] == nil } + directories.subtracting(site.directories) + others).sorted()
    }
}
