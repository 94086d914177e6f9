/// `balance`: how a server is chosen (configuration.txt §4.2).
package enum Algorithm: Hashable, Sendable {
    case roundRobin
    case staticRoundRobin
    case leastConnections
    case first
    case source
    case uri(URIOptions)
    /// `hdr(name)`; with `use_domain_only` only the part of a domain between its last two dots counts.
    case header(usesDomainOnly: Bool)
    /// `random(draws)`: at least one draw.
    case random(draws: Int)

    /// What of a URI is hashed.
    package struct URIOptions: Hashable, Sendable {
        /// `len`: at most so many bytes; 0 for all.
        package var length = 0
        /// `depth`: at most so many directories; 0 for all.
        package var depth = 0
        /// `whole`: with the query string.
        package var isWhole = false
        /// `path-only`: without scheme and authority.
        package var isPathOnly = false

        package init() {}
    }

    /// Whether a weight may change while it runs, and a slow start has an effect (HAProxy's `BE_LB_PROP_DYN`).
    package var isDynamic: Bool {
        switch self {
        case .roundRobin, .leastConnections, .random, .first: true
        case .staticRoundRobin, .source, .uri, .header: false
        }
    }

    /// Whether a key of the request decides.
    package var isHash: Bool {
        switch self {
        case .source, .uri, .header: true
        case .roundRobin, .staticRoundRobin, .leastConnections, .first, .random: false
        }
    }

    /// Whether a request that waits in the backend's queue proves that every server is full, so that a new one goes
    /// behind it unasked.
    package var queueMeansFull: Bool { self == .roundRobin || self == .staticRoundRobin || self == .first }
}
