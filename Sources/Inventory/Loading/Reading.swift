/// One reading of an inventory: what it may ask of its surroundings, and what it found wrong so far.
struct Reading {
    let surroundings: Surroundings
    private let file: String
    private(set) var problems: [InventoryError.Problem]
    /// Where the value of each key path stands.
    private(set) var places: [String: Place] = [:]
    /// Where a host's name stands, by its key path.
    private(set) var keyPlaces: [String: Place] = [:]

    /// Keys of every section by key path, to tell where a misplaced key belongs.
    private lazy var allKeyPaths = Inventory.keys.paths

    init(file: String, surroundings: Surroundings, problems: [InventoryError.Problem]) {
        self.file = file
        self.surroundings = surroundings
        self.problems = problems
    }

    mutating func report(_ message: String, at place: Place?, _ path: String) {
        problems.append(.init(file: file, place: place, keyPath: path, message: message))
    }

    /// Reports at the place of the key path, or of the nearest key path above that was written.
    mutating func report(_ message: String, _ path: String) {
        var written = Substring(path)
        while places[String(written)] == nil, let end = written.lastIndex(where: { $0 == "." || $0 == "[" }) {
            written = written[..<end]
        }
        report(message, at: places[String(written)] ?? Place(line: 1, column: 1), path)
    }

    mutating func note(_ place: Place, for path: String) {
        places[path] = place
    }

    mutating func note(key place: Place, for path: String) {
        keyPlaces[path] = place
    }

    /// The scalar with its variables expanded; nil, with a problem reported, for anything else.
    mutating func scalar(_ node: YAMLNode, _ path: String, expected: String) -> ExpandedScalar? {
        guard case .scalar(let scalar) = node.content, scalar.type != .null else {
            if let found = node.content.found { report("found \(found), expected \(expected)", at: node.place, path) }
            return nil
        }
        do {
            let expansion = try Expansion.expand(scalar.text, environment: surroundings.environment)
            return ExpandedScalar(text: expansion.text, type: scalar.type, isExpanded: expansion.hasVariables)
        } catch {
            report(error.message, at: node.place, path)
            return nil
        }
    }

    mutating func reportMap(_ node: YAMLNode, _ path: String, keys: [String]) {
        guard let found = node.content.found else { return }
        report("found \(found), expected keys: \(keys.joined(separator: ", "))", at: node.place, path)
    }

    mutating func reportUnknown(_ entry: YAMLEntry, _ path: String, known: [String]) {
        // A file with hundreds of unknown keys is something else than an inventory.
        guard problems.count < 100 else {
            return report("unknown key", at: entry.keyPlace, path.appending(key: entry.key))
        }
        let elsewhere = allKeyPaths.first { $0.split(separator: ".").last.map(String.init) == entry.key }
        let advice =
            if let key = nearest(to: entry.key, among: known) {
                "did you mean \"\(key)\"?"
            } else if let elsewhere {
                "it belongs at \"\(elsewhere)\""
            } else {
                "expected one of \(known.joined(separator: ", "))"
            }
        report("unknown key; \(advice)", at: entry.keyPlace, path.appending(key: entry.key))
    }
}

extension YAMLNode.Content {
    /// As a message names it; nil for what is already reported.
    var found: String? {
        switch self {
        case .scalar(let scalar): scalar.type == .null ? "nothing" : "\"\(scalar.text.shown())\""
        case .sequence: "a list"
        case .mapping: "a map"
        case .refused: nil
        }
    }
}
