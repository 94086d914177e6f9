/// `${NAME}` and `${NAME:-default}` in a value, from the environment. `$$` is a `$`.
enum Expansion {
    struct Failure: Error {
        let message: String
    }

    /// `hasVariables` tells whether anything came out of a variable.
    static func expand(
        _ text: String, environment: [String: String]
    ) throws(Failure) -> (text: String, hasVariables: Bool) {
        var rest = Substring(text)
        var result = ""
        var hasVariables = false
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                result += "$"
                rest = rest.dropFirst()
            } else {
                result += try variable(&rest, environment)
                hasVariables = true
            }
        }
        return (result + rest, hasVariables)
    }

    private static func variable(
        _ rest: inout Substring, _ environment: [String: String]
    ) throws(Failure) -> String {
        guard let match = rest.prefixMatch(of: /\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/) else {
            throw Failure(message: "a \"$\" begins ${NAME} or ${NAME:-default}; write \"$$\" for the character itself")
        }
        if let fallback = match.2, fallback.replacing("$$", with: "").contains("$") {
            throw Failure(message: "the default of ${\(match.1):-…} has a \"$\" in it; variables do not nest")
        }
        rest = rest[match.range.upperBound...]
        let value = environment[String(match.1)]
        // As in a shell, ":-" also stands in for an empty value.
        if let fallback = match.2 {
            guard let value, !value.isEmpty else { return String(fallback.replacing("$$", with: "$")) }
            return value
        }
        guard let value else {
            throw Failure(
                message: "${\(match.1)} is not set; set it in the environment, or give it a default: ${\(match.1):-…}")
        }
        return value
    }
}
