extension String {
    /// This key path, one key further.
    func appending(key: String) -> String {
        let shown = key.shown(limit: 60)
        return isEmpty ? shown : "\(self).\(shown)"
    }

    /// Fit for a line of a terminal: control characters escaped, and cut when long.
    func shown(limit: Int = 40) -> String {
        let escaped = unicodeScalars.prefix(limit).map { scalar in
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            return isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return escaped.joined() + (unicodeScalars.count > limit ? "…" : "")
    }
}
