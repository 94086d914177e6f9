/// A map of known keys, each bound to the part of `Model` that it sets.
struct Section<Model> {
    let fields: [Field<Model>]
    /// The key that a plain string, in place of the map, stands for.
    var shorthand: String?

    /// The keys as people and editors see them, with the defaults of `model`.
    func keys(defaults model: Model) -> [Key] {
        fields.map { $0.key(model) }
    }

    /// Reads what the map says into `model`. False if a required key is missing or unreadable.
    func read(_ node: YAMLNode, _ path: String, into model: inout Model, _ reading: inout Reading) -> Bool {
        switch node.content {
        case .mapping(let entries):
            return read(entries, of: node, path, into: &model, &reading)
        case .scalar(let scalar):
            if let field = fields.first(where: { $0.name == shorthand }), scalar.type != .null {
                return field.read(node, path, &model, &reading)
            }
            // A section whose keys are all commented out is an empty one.
            if scalar.type == .null { return read([], of: node, path, into: &model, &reading) }
        case .sequence, .refused:
            break
        }
        reading.reportMap(node, path, keys: fields.map(\.name))
        return false
    }

    private func read(
        _ entries: [YAMLEntry], of node: YAMLNode, _ path: String, into model: inout Model, _ reading: inout Reading
    ) -> Bool {
        var isComplete = true
        for entry in entries where !fields.contains(where: { $0.name == entry.key }) {
            reading.reportUnknown(entry, path, known: fields.map(\.name))
        }
        for field in fields {
            if let entry = entries.first(where: { $0.key == field.name }) {
                let path = path.appending(key: field.name)
                reading.note(entry.value.place, for: path)
                let isRead = field.read(entry.value, path, &model, &reading)
                isComplete = isComplete && (isRead || !field.isRequired)
            } else if field.isRequired {
                let key = field.key(model)
                reading.report("missing, expected \(key.expectation)", at: node.place, path.appending(key: key.name))
                isComplete = false
            }
        }
        return isComplete
    }
}

/// One key of a `Section`.
struct Field<Model> {
    let name: String
    let isRequired: Bool
    let key: (_ defaults: Model) -> Key
    /// False if the value could not be used; the problem is reported then.
    let read: (YAMLNode, _ path: String, inout Model, inout Reading) -> Bool
}

extension Field {
    /// A key with one value. Its default is what the model has when nothing is said.
    init<Value>(
        _ name: String, _ part: WritableKeyPath<Model, Value>, _ format: Format<Value>, isRequired: Bool = false,
        defaultNote: String? = nil, _ summary: String
    ) {
        self.init(name: name, isRequired: isRequired) { model in
            let hasDefault = !isRequired && defaultNote == nil
            return Key(
                name: name, summary: summary, isRequired: isRequired,
                defaultValue: hasDefault ? format.write(model[keyPath: part]) : nil, defaultNote: defaultNote,
                content: .value(format.description))
        } read: { node, path, model, reading in
            guard let value = format.read(node, path, &reading) else { return false }
            model[keyPath: part] = value
            return true
        }
    }

    /// A key with a section of its own.
    init<Part>(
        _ name: String, _ part: WritableKeyPath<Model, Part>, _ section: Section<Part>, _ summary: String
    ) {
        self.init(name: name, isRequired: false) { model in
            Key(
                name: name, summary: summary, isRequired: false, defaultValue: nil, defaultNote: nil,
                content: .section(section.keys(defaults: model[keyPath: part])))
        } read: { node, path, model, reading in
            section.read(node, path, into: &model[keyPath: part], &reading)
        }
    }
}

extension Key {
    /// What stands after "expected" when the whole key is missing.
    var expectation: String {
        switch content {
        case .value(let value): value.expectation
        case .section: "a section"
        case .hosts: "hosts by name, such as \"\(name == "web" ? "web1: 10.0.0.100" : "server1: 10.0.0.1")\""
        }
    }
}
