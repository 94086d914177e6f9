import Foundation

/// What an inventory may refer to outside its own text.
package struct Surroundings: Sendable {
    /// For `${NAME}`, and `HOME` for `~/`.
    package var environment: [String: String]
    /// Absolute path of the folder that relative paths start from: the inventory's own.
    package var folder: String
    /// The absolute path, links resolved, of an existing folder; nil if there is none.
    package var resolveFolder: @Sendable (String) -> String?

    package init(
        environment: [String: String], folder: String, resolveFolder: @escaping @Sendable (String) -> String?
    ) {
        self.environment = environment
        self.folder = folder
        self.resolveFolder = resolveFolder
    }

    /// The file system of this machine, seen from the folder of `file`.
    package init(environment: [String: String], file: String) {
        let folder = URL(filePath: file).absoluteURL.deletingLastPathComponent().path
        self.init(
            environment: environment, folder: Self.existingFolder(folder) ?? folder,
            resolveFolder: Self.existingFolder)
    }

    private static func existingFolder(_ path: String) -> String? {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        return URL(filePath: path).resolvingSymlinksInPath().path
    }
}
