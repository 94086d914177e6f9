import Foundation

extension Inventory {
    /// Reads an inventory's file.
    /// - Throws: `InventoryError` with everything that is wrong with it.
    package static func load(
        path: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(InventoryError) -> Inventory {
        let bytes = try InventoryFile.read(path)
        return try parse(bytes, file: path, surroundings: Surroundings(environment: environment, file: path))
    }

    /// Reads an inventory's text.
    ///
    /// - Parameters:
    ///   - bytes: The file, which may be anything at all.
    ///   - file: The file as the operator named it, for messages and for the cluster's default name.
    ///   - surroundings: The environment and the folders that the text may refer to.
    /// - Returns: The inventory with every default filled in.
    /// - Throws: `InventoryError` with everything that is wrong with it.
    package static func parse(
        _ bytes: [UInt8], file: String, surroundings: Surroundings
    ) throws(InventoryError) -> Inventory {
        let text = try YAMLText.check(bytes, file: file)
        let (root, problems) = YAMLComposer.compose(text, file: file)
        guard let root else { throw InventoryError(problems: problems) }
        guard root.content != .scalar(YAMLScalar(text: "", isPlain: true)) else {
            throw InventoryError(file: file, YAMLComposer.empty)
        }
        var draft = InventoryDraft(file: file)
        var reading = Reading(file: file, surroundings: surroundings, problems: problems)
        _ = Section<InventoryDraft>.inventory.read(root, "", into: &draft, &reading)
        let inventory = draft.checked(&reading)
        guard reading.problems.isEmpty else { throw InventoryError(problems: reading.problems.sortedByPlace) }
        return inventory
    }
}

extension [Key] {
    /// Key paths of the settings that are not part of a host.
    var paths: [String] {
        flatMap { key -> [String] in
            guard case .section(let keys) = key.content else { return [key.name] }
            return [key.name] + keys.paths.map { "\(key.name).\($0)" }
        }
    }

    /// The value described at a key path; nil where there is none, or something else than a value.
    func value(at path: String) -> Key.Value? {
        let (name, rest) = path.split(separator: ".", maxSplits: 1).map(String.init).headAndTail
        switch first(where: { $0.name == name })?.content {
        case .value(let value)? where rest == nil: return value
        case .section(let keys)?: return rest.flatMap(keys.value)
        default: return nil
        }
    }
}

extension [String] {
    fileprivate var headAndTail: (String, String?) { (first ?? "", dropFirst().first) }
}

extension [InventoryError.Problem] {
    fileprivate var sortedByPlace: [InventoryError.Problem] {
        let start = Place(line: 0, column: 0)
        // Sorting is stable, so problems of one place stay in the order they were found.
        return sorted { ($0.place ?? start) < ($1.place ?? start) }
    }
}
