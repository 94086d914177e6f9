/// Turns libyaml's events into a tree, and refuses what an inventory has no use for.
struct YAMLComposer: ~Copyable {
    private static let maximumDepth = 32

    private var parser: YAMLParser
    private var problems: [InventoryError.Problem] = []
    private let file: String

    /// The document's root, nil when it cannot be read at all, and every problem met on the way.
    static func compose(_ bytes: [UInt8], file: String) -> (root: YAMLNode?, problems: [InventoryError.Problem]) {
        var composer = YAMLComposer(bytes, file: file)
        let root = composer.document()
        return (root, composer.problems)
    }

    private init(_ bytes: [UInt8], file: String) {
        parser = YAMLParser(bytes)
        self.file = file
    }

    private mutating func document() -> YAMLNode? {
        do {
            return try documentOrStop()
        } catch {
            report(error.message, at: error.place, error.path)
            return nil
        }
    }

    /// What keeps the rest of the document from being read.
    private struct Stop: Error {
        let place: Place
        var path = ""
        let message: String
    }

    private mutating func documentOrStop() throws(Stop) -> YAMLNode {
        _ = try next()
        let start = try next()
        guard case .documentStart = start.kind else { throw Stop(place: start.place, message: Self.empty) }
        let root = try node(try next(), path: "", depth: 1)
        _ = try next()
        let after = try next()
        if case .documentStart = after.kind {
            report("a second document begins here; an inventory is one document, remove the \"---\"", at: after.place)
        }
        return root
    }

    static let empty = "the file is empty; \"cluster init\" writes an inventory to start from"

    private mutating func next() throws(Stop) -> YAMLEvent {
        do {
            return try parser.next()
        } catch {
            throw Stop(place: error.place, message: "not valid YAML: \(error.explanation)")
        }
    }

    private mutating func node(_ event: YAMLEvent, path: String, depth: Int) throws(Stop) -> YAMLNode {
        guard depth <= Self.maximumDepth else {
            throw Stop(place: event.place, path: path, message: "nested deeper than \(Self.maximumDepth) levels")
        }
        refuseProperties(of: event, path)
        switch event.kind {
        case .scalar(let scalar): return YAMLNode(place: event.place, content: .scalar(scalar))
        case .sequenceStart:
            let items = try sequence(path: path, depth: depth)
            return YAMLNode(place: event.place, content: .sequence(items))
        case .mappingStart:
            let entries = try mapping(path: path, depth: depth)
            return YAMLNode(place: event.place, content: .mapping(entries))
        default:
            report("an alias (*) is not allowed in an inventory; write the value out", at: event.place, path)
            return YAMLNode(place: event.place, content: .refused)
        }
    }

    private mutating func refuseProperties(of event: YAMLEvent, _ path: String) {
        if event.hasAnchor {
            report("an anchor (&) is not allowed in an inventory; write the value out", at: event.place, path)
        }
        if event.hasTag {
            report("a tag (!) is not allowed in an inventory; remove it", at: event.place, path)
        }
    }

    private mutating func sequence(path: String, depth: Int) throws(Stop) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return items }
            items.append(try node(event, path: "\(path)[\(items.count)]", depth: depth + 1))
        }
    }

    private mutating func mapping(path: String, depth: Int) throws(Stop) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        var seen: [String: Place] = [:]
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { return entries }
            guard let key = try key(event, path: path, depth: depth + 1) else {
                _ = try node(try next(), path: path, depth: depth + 1)
                continue
            }
            let keyPath = path.appending(key: key)
            let value = try node(try next(), path: keyPath, depth: depth + 1)
            if let first = seen[key] {
                report(
                    "this key is already at line \(first.line), column \(first.column); keep one", at: event.place,
                    keyPath)
            } else {
                seen[key] = event.place
                entries.append(YAMLEntry(key: key, keyPlace: event.place, value: value))
            }
        }
    }

    /// The key, nil for one that is refused and reported.
    private mutating func key(_ event: YAMLEvent, path: String, depth: Int) throws(Stop) -> String? {
        let node = try node(event, path: path, depth: depth)
        switch node.content {
        case .scalar(let scalar) where scalar.type != .null:
            return scalar.text
        case .refused:
            return nil
        default:
            report("a key must be a name, such as \"vrrp\"", at: event.place, path)
            return nil
        }
    }

    private mutating func report(_ message: String, at place: Place, _ path: String = "") {
        problems.append(.init(file: file, place: place, keyPath: path, message: message))
    }
}
