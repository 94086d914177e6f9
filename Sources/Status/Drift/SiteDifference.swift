import Observation
import Rendering

/// How an entry of the site that a web server serves differs from the inventory's folder.
struct SiteDifference: Hashable {
    var path: String
    var expected: String
    var found: String

    /// In the order of the paths. A site that is missing as a whole is one difference.
    static func between(_ site: SiteManifest, _ observed: ObservedSite) -> [SiteDifference] {
        let root = Configuration.Path.documentRoot
        guard let comparison = SiteComparison(site, observed) else {
            let found = observed == .blocked ? "something that is not ours" : "missing"
            return [SiteDifference(path: root, expected: "the site", found: found)]
        }
        func differences(_ paths: [String], _ expected: String, _ found: String) -> [SiteDifference] {
            paths.map { SiteDifference(path: "\(root)/\($0)", expected: expected, found: found) }
        }
        let asInFolder = "as in the site's folder"
        let all =
            differences(comparison.missingFiles, asInFolder, "missing")
            + differences(comparison.missingDirectories, asInFolder, "missing, or of another owner or mode")
            + differences(comparison.changedFiles, asInFolder, "other content, owner or mode")
            + differences(comparison.surplus, "nothing", "not part of the site")
        return all.sorted { $0.path < $1.path }
    }
}
