extension InitialInventory {
    /// The file. `# Words` are a comment; `#key: value` is a key with its default, to be uncommented and changed.
    package var text: String {
        let modeline = schema.map { ["# yaml-language-server: $schema=\($0)"] } ?? []
        let introduction = [
            "# Inventory of a cluster. \"cluster validate\" checks it, \"cluster deploy\" makes it so.",
            "# A line such as \"#name: …\" shows a key that is not set, with its default or an example.",
            "# ${NAME} and ${NAME:-default} stand for variables of the environment; $$ is a $.",
        ]
        let keys = Inventory.keys.map { lines($0, path: $0.name) }
        return ([modeline + introduction] + keys).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func lines(_ key: Key, path: String) -> [String] {
        switch key.content {
        case .hosts(let keys):
            comment(key.summary) + hosts(key, keys)
        case .section(let keys) where settings.keys.contains { $0.hasPrefix(path + ".") }:
            comment(key.summary) + ["\(key.name):"] + keys.flatMap { lines($0, path: "\(path).\($0.name)") }.indented
        case .value where key.name == "vips":
            comment(key.summary) + ["vips:"] + vips.map { "  - \(YAMLWriter.scalar($0))" }
        case .value(let value) where settings[path] != nil:
            comment(key.prose) + [
                "\(key.name): \(YAMLWriter.scalar(settings[path] ?? "", as: value.schema.scalarTypes))"
            ]
        case .value where key.isRequired:
            comment(key.summary) + [key.sample]
        case .value, .section:
            comment(key.topic) + key.samples.map { "#\($0)" }
        }
    }

    private func hosts(_ key: Key, _ keys: [Key]) -> [String] {
        let hosts = key.name == "web" ? web : balancers
        let named = hosts.map { host in
            "  \(YAMLWriter.scalar(host.name)): \(YAMLWriter.scalar(host.address))"
        }
        let example = ["#example-\(key.name):"] + keys.flatMap(\.commentedSamples).indented.map { "#\($0)" }
        return ["\(key.name):"] + named
            + (comment("A host that needs more than an address is a map:") + example).indented
    }
}

private func comment(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
        if let last = lines.last, last.count + word.count < 99 {
            lines[lines.count - 1] = "\(last) \(word)"
        } else {
            lines.append("# \(word)")
        }
    }
    return lines
}

extension Key {
    /// What is said above the key.
    fileprivate var topic: String {
        if case .value = content { prose } else { summary }
    }

    fileprivate var prose: String {
        guard defaultValue == nil || defaultNote != nil, let defaultText else { return summary }
        return "\(summary) Default: \(defaultText)."
    }

    /// The key with its default or an example.
    fileprivate var sample: String {
        guard case .value(let value) = content else { return "\(name):" }
        return "\(name): \(defaultValue ?? value.example)"
    }

    fileprivate var samples: [String] {
        guard case .section(let keys) = content else { return [sample] }
        return [sample] + keys.flatMap(\.commentedSamples).indented
    }

    fileprivate var commentedSamples: [String] { comment(topic) + samples }
}

extension [String] {
    fileprivate var indented: [String] { map { "  " + $0 } }
}
