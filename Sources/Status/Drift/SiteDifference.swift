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
        switch observed {
        case .absent: return [SiteDifference(path: root, expected: "the site", found: "missing")]
        case .blocked: return [SiteDifference(path: root, expected: "the site", found: "something that is not ours")]
        case .present(_, let files, let directories, let others):
            let differences =
                missing(site, files, directories) + changed(site, files) + extra(site, files, directories, others)
            return differences.sorted { $0.path < $1.path }.map { difference in
                var difference = difference
                difference.path = "\(root)/\(difference.path)"
                return difference
            }
        }
    }

    private static func missing(
        _ site: SiteManifest, _ files: [String: String], _ directories: Set<String>
    ) -> [SiteDifference] {
        let lost = site.files.keys.filter { files[$0] == nil } + site.directories.subtracting(directories)
        return lost.map { SiteDifference(path: $0, expected: "as in the site's folder", found: "missing") }
    }

    private static func changed(_ site: SiteManifest, _ files: [String: String]) -> [SiteDifference] {
        site.files.filter { path, hash in files[path].map { $0 != hash } ?? false }.map { path, _ in
            SiteDifference(path: path, expected: "as in the site's folder", found: "other content")
        }
    }

    private static func extra(
        _ site: SiteManifest, _ files: [String: String], _ directories: Set<String>, _ others: Set<String>
    ) -> [SiteDifference] {
        let surplus =
            files.keys.filter { site.files[$0] == nil } + directories.subtracting(site.directories) + others
        return surplus.map { SiteDifference(path: $0, expected: "nothing", found: "not part of the site") }
    }
}
