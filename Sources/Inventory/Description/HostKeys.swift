extension Field<InventoryDraft> {
    /// A map of hosts by name, in the file's order.
    static func hosts<Member>(
        _ name: String, _ list: WritableKeyPath<InventoryDraft, [Member]>, host: WritableKeyPath<Member, Host>,
        _ section: Section<Member>, defaults: @escaping (InventoryDraft, _ index: Int) -> Member, _ summary: String
    ) -> Field {
        Field(name: name, isRequired: true) { draft in
            Key(
                name: name, summary: summary, isRequired: true, defaultValue: nil, defaultNote: nil,
                content: .hosts(section.keys(defaults: defaults(draft, 0))))
        } read: { node, path, draft, reading in
            guard let entries = reading.hostEntries(node, path) else { return false }
            for (index, entry) in entries.enumerated() {
                var member = defaults(draft, index)
                member[keyPath: host].name = entry.key
                let path = path.appending(key: entry.key)
                reading.note(entry.value.place, for: path)
                reading.checkHostName(entry, path)
                if section.read(entry.value, path, into: &member, &reading) {
                    draft[keyPath: list].append(member)
                }
            }
            return draft[keyPath: list].count == entries.count
        }
    }
}

extension Reading {
    fileprivate mutating func hostEntries(_ node: YAMLNode, _ path: String) -> [YAMLEntry]? {
        if case .mapping(let entries) = node.content, !entries.isEmpty { return entries }
        let found = if case .mapping = node.content { Optional("an empty map") } else { node.content.found }
        if let found {
            report("found \(found), expected hosts by name, such as \"web1: 10.0.0.100\"", at: node.place, path)
        }
        return nil
    }

    fileprivate mutating func checkHostName(_ entry: YAMLEntry, _ path: String) {
        if !TextRule.hostName.allows(entry.key) {
            let hint = entry.key.contains(".") ? "; a full domain name goes to ssh.address" : ""
            report("expected \(TextRule.hostName.expectation)\(hint)", at: entry.keyPlace, path)
        } else if entry.key.lowercased() == "localhost" {
            report("\"localhost\" is every host's name for itself; choose another name", at: entry.keyPlace, path)
        }
        note(key: entry.keyPlace, for: path)
    }
}
