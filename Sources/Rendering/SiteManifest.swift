import Foundation

/// The folder that every web server serves a copy of.
package struct SiteManifest: Hashable, Sendable {
    /// Absolute path of the folder.
    package var folder: String
    /// SHA-256 of each file, by path relative to the folder.
    package var files: [String: String]
    package var directories: Set<String>

    package init(folder: String, files: [String: String], directories: Set<String> = []) {
        self.folder = folder
        self.files = files
        self.directories = directories
    }

    package var paths: [String] { files.keys.sorted() }

    package struct Unreadable: Error, CustomStringConvertible {
        package var path: String
        package var reason: String
        package var description: String { "\(path): \(reason)" }
    }

    /// Reads the folder and everything below it.
    ///
    /// - Throws: `Unreadable` for what cannot be read, and for anything that is neither file nor folder: a link could
    ///   lead out of the site, and would mean something else on the web server. Also for a folder without any file:
    ///   what was built anew and failed looks like that.
    package static func scan(_ folder: String) throws(Unreadable) -> SiteManifest {
        var manifest = SiteManifest(folder: folder, files: [:])
        try manifest.add(directory: "")
        guard !manifest.files.isEmpty else {
            throw Unreadable(
                path: folder,
                reason:
                    "the site's folder holds no file: a deploy would take every page away; fill it, or name another "
                    + "one with `site:`")
        }
        return manifest
    }

    private mutating func add(directory: String) throws(Unreadable) {
        let path = directory.isEmpty ? folder : "\(folder)/\(directory)"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw Unreadable(path: path, reason: "the site's folder cannot be read")
        }
        for name in names {
            try add(entry: directory.isEmpty ? name : "\(directory)/\(name)")
        }
    }

    private mutating func add(entry: String) throws(Unreadable) {
        let path = "\(folder)/\(entry)"
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        switch type {
        case .typeDirectory?:
            directories.insert(entry)
            try add(directory: entry)
        case .typeRegular?:
            files[entry] = Fingerprint.sha256(try Self.read(path))
        case .typeSymbolicLink?:
            throw Unreadable(path: path, reason: "a site holds files and folders only, and this is a symbolic link")
        default:
            throw Unreadable(path: path, reason: "a site holds files and folders only, and this is neither")
        }
    }

    /// The bytes of a file of the site.
    package func read(_ path: String) throws(Unreadable) -> [UInt8] { try Self.read("\(folder)/\(path)") }

    private static func read(_ path: String) throws(Unreadable) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Unreadable(path: path, reason: "the file cannot be read")
        }
    }
}
