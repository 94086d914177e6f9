/// The table of all keys in `docs/inventory.md`.
enum KeyReference {
    static var markdown: String {
        (["| key | value | default | meaning |", "|---|---|---|---|"] + rows(Inventory.keys, under: ""))
            .map { $0 + "\n" }.joined()
    }

    private static func rows(_ keys: [Key], under path: String) -> [String] {
        keys.flatMap { key -> [String] in
            let path = path + key.name
            switch key.content {
            case .value(let value):
                return [row(path, value.expectation.replacing("`", with: #"\`"#), fallback(key), key.summary)]
            case .section(let keys):
                return [row(path, "a map", "", key.summary)] + rows(keys, under: path + ".")
            case .hosts(let keys):
                let value = "a map of hosts by name; a plain string is the host's address"
                return [row(path, value, "**required**", key.summary)] + rows(keys, under: path + ".NAME.")
            }
        }
    }

    private static func fallback(_ key: Key) -> String {
        if key.isRequired { return "**required**" }
        return key.defaultNote ?? key.defaultValue.map { "`\($0)`" } ?? "none"
    }

    private static func row(_ cells: String...) -> String {
        let path = "`\(cells[0])`"
        let others = cells.dropFirst().map { $0.replacing("|", with: #"\|"#).replacing("<", with: "&lt;") }
        return "| " + ([path] + others).joined(separator: " | ") + " |"
    }
}
