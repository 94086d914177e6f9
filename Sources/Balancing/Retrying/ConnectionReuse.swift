/// `http-reuse`: which idle connections to a server a request may use (configuration.txt §4.2; HAProxy 2.6,
/// src/backend.c).
///
/// The danger is a server that closes an idle connection just as a request is sent on it. A connection that served
/// several requests already is *safe*: its server keeps connections. One that served a single request is only *idle*.
package enum ConnectionReuse: UInt8, Hashable, Sendable {
    /// Only a connection that this client's requests used before.
    case never
    /// The first request of a client goes on a new connection; its client would not send it again, as it does later ones.
    case safe
    /// The first request may use a safe connection.
    case aggressive
    case always

    package enum Kind: UInt8, Hashable, Sendable {
        case idle
        case safe
    }

    /// The kinds to look for, in this order; nil for no more.
    package struct Choice: Hashable, Sendable {
        package let first: Kind?
        package let second: Kind?
    }

    /// - Parameters:
    ///   - isFirstRequest: of the client's connection.
    ///   - isRepeatable: it would be sent again if the connection turns out to be closed: `retry-on` has
    ///     `conn-failure`, `empty-response` and `response-timeout`.
    package func choice(isFirstRequest: Bool, isRepeatable: Bool) -> Choice {
        switch self {
        case .never: Choice(first: nil, second: nil)
        case _ where !isFirstRequest || isRepeatable: Choice(first: .idle, second: .safe)
        case .safe: Choice(first: nil, second: nil)
        case .aggressive: Choice(first: .safe, second: nil)
        case .always: Choice(first: .safe, second: .idle)
        }
    }

    /// What a connection is after a response.
    ///
    /// - Parameters:
    ///   - requests: how many it served.
    ///   - isPrivate: the server authenticated the connection, not the request (`Negotiate`, `NTLM`).
    /// - Returns: nil if it stays with its client alone.
    package func kind(requests: Int, isPrivate: Bool) -> Kind? {
        guard self != .never, !isPrivate else { return nil }
        return requests > 1 ? .safe : .idle
    }
}

extension RetryPolicy.Conditions {
    /// Whether a request is sent again after any failure that a reused connection can cause.
    package var coverReusedConnections: Bool {
        isSuperset(of: [.connectionFailure, .emptyResponse, .responseTimeout])
    }
}
