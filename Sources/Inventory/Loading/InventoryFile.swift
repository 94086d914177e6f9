import Foundation

/// The inventory's file: which one it is, and its bytes.
package enum InventoryFile {
    /// An inventory is a few kilobytes. Whatever is longer than the limit is not read to its end.
    private static let limit = 1 << 20

    /// - Throws: `InventoryError` when there is nothing to read at `path`.
    static func read(_ path: String) throws(InventoryError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InventoryError(
                file: path, "there is no such file; name one with --inventory, or write one with \"cluster init\"")
        }
        guard !isFolder.boolValue else {
            throw InventoryError(file: path, "this is a folder; name a file in it with --inventory")
        }
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            return Array(try file.read(upToCount: limit + 1) ?? Data())
        } catch {
            throw InventoryError(file: path, "cannot be read: \(error.localizedDescription)")
        }
    }

    /// The file to read: `option`, else `CLUSTER_INVENTORY`, else the only `.yml` or `.yaml` file in `inventory` or
    /// `inventory.yml`, both in the working folder.
    ///
    /// - Parameters:
    ///   - option: What `--inventory` said.
    ///   - environment: Where `CLUSTER_INVENTORY` is looked up.
    ///   - folder: The working folder.
    /// - Returns: The path, as far as possible relative to the working folder.
    /// - Throws: `InventoryError` when there is none, or more than one.
    package static func find(
        option: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: String = FileManager.default.currentDirectoryPath
    ) throws(InventoryError) -> String {
        if let option { return option }
        if let named = environment["CLUSTER_INVENTORY"], !named.isEmpty { return named }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/inventory")) ?? []
        let single = FileManager.default.fileExists(atPath: folder + "/inventory.yml") ? ["inventory.yml"] : []
        return try choose(among: inventories(in: names) + single)
    }

    /// The inventories among the names of the files in `inventory`.
    static func inventories(in names: [String]) -> [String] {
        names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yml") || $0.hasSuffix(".yaml")) }.sorted()
            .map { "inventory/\($0)" }
    }

    static func choose(among files: [String]) throws(InventoryError) -> String {
        guard let file = files.first else {
            throw InventoryError(
                "no inventory: there is no .yml file in ./inventory and no ./inventory.yml; name one with --inventory or "
                    + "CLUSTER_INVENTORY, or write one with \"cluster init\"")
        }
        guard files.count == 1 else {
            throw InventoryError(
                "several inventories: \(files.joined(separator: ", ")); choose one with --inventory or CLUSTER_INVENTORY"
            )
        }
        return file
    }
}
