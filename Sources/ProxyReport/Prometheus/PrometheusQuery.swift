/// What of the metrics is asked for: `?scope=frontend&scope=server&no-maint` (README of HAProxy's exporter).
package struct PrometheusQuery: Sendable, Equatable {
    package struct Scope: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let process = Scope(rawValue: 1)
        package static let frontends = Scope(rawValue: 2)
        package static let listeners = Scope(rawValue: 4)
        package static let backends = Scope(rawValue: 8)
        package static let servers = Scope(rawValue: 16)
        package static let all = Scope(rawValue: 31)
    }

    package var scope = Scope.all
    /// Without servers in maintenance.
    package var hidesMaintenance = false

    package init() {}

    /// Reads the query of a request's URI.
    ///
    /// - Returns: nil for what cannot be decoded, or a scope that there is not: the answer is 400.
    package init?(uri: String) {
        guard let mark = uri.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
        let query = uri[uri.utf8.index(after: mark)...].prefix { $0 != "#" }
        guard let parameters = FormText.parameters(query) else { return nil }
        if parameters.contains(where: { $0.key == "scope" }) { scope = [] }
        for (key, value) in parameters {
            if key == "no-maint" { hidesMaintenance = true }
            guard key == "scope" else { continue }
            guard let value, let named = PrometheusQuery.scope(value) else { return nil }
            // `?scope=` forgets those named before it.
            scope = value.isEmpty ? [] : scope.union(named)
        }
    }

    private static func scope(_ word: String) -> Scope? {
        switch word {
        case "*": .all
        case "global": .process
        case "frontend": .frontends
        case "listener": .listeners
        case "backend": .backends
        case "server": .servers
        // There are no stick tables.
        case "sticktable", "": []
        default: nil
        }
    }
}
