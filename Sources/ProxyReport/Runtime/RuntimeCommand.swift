/// A command of the runtime socket, read and permitted: what is left is to do it (management.txt §9.3).
package enum RuntimeCommand: Sendable {
    case showStatistics(StatisticsQuery)
    case showInformation(InformationQuery)
    /// Of one backend, or of all.
    case showServersState(backend: String?)
    case showServersConnections(backend: String?)
    case showBackends
    case showSessions(SessionQuery)
    case showErrors(ErrorQuery)
    case showVersion
    case getWeight(ServerReference)
    case setServer(ServerReference, ServerChange)
    case setFrontend(name: String, enabled: Bool)
    case shutdownSession(UInt64)
    case shutdownSessions(ServerReference)
    /// The maxima only, or all counters.
    case clearCounters(all: Bool)
    /// Toggles the interactive mode.
    case prompt
    case quit
    /// There is nothing to do: a refusal, or help.
    case answer(String)
}

/// `backend/server`, each by its name or by its number behind a `#`.
package struct ServerReference: Sendable, Hashable {
    package let backend: String
    package let server: String

    package init(backend: String, server: String) {
        self.backend = backend
        self.server = server
    }

    /// Where the server is among `proxies`.
    ///
    /// - Returns: the indices of its proxy and of itself, or the refusal that HAProxy gives.
    package func find(in proxies: [ProxySnapshot]) -> Result<(proxy: Int, server: Int), RuntimeRefusal> {
        let found = proxies.firstIndex { $0.backend != nil && Reference.matches(backend, $0.name, $0.identifier) }
        guard let proxy = found else { return .failure(.noSuchBackend) }
        let servers = proxies[proxy].servers
        guard let index = servers.firstIndex(where: { Reference.matches(server, $0.name, $0.identifier) }) else {
            return .failure(.noSuchServer)
        }
        return .success((proxy, index))
    }
}

/// How operators name things.
package enum Reference {
    /// Whether `reference` is this name, or `#` and this number.
    package static func matches(_ reference: String, _ name: String, _ identifier: UInt32) -> Bool {
        guard reference.utf8.first == UInt8(ascii: "#") else { return reference == name }
        return Number.leading(String(reference.dropFirst())) == Int(identifier)
    }
}

/// What is to become of a server.
package enum ServerChange: Sendable, Equatable {
    package enum State: Sendable, Equatable {
        case ready
        case drain
        case maintenance
    }

    package enum Health: Sendable, Equatable {
        case up
        case stopping
        case down
    }

    case state(State)
    case health(Health)
    case weight(WeightChange)
    case address(AddressChange)
    /// Where its checks go.
    case checkEndpoint(address: String?, port: String?)
    /// `enable health`, `disable health`.
    case checks(enabled: Bool)
    /// The server is known, but what is to be done is not.
    case refused(String)
}

/// Which sessions are asked for.
package enum SessionQuery: Sendable, Equatable {
    /// A line each.
    case brief
    /// All that is known of each.
    case all
    /// All that is known of one.
    case one(UInt64)
}

/// Whose last errors are asked for.
package struct ErrorQuery: Sendable, Equatable {
    /// A proxy's name or number; nil for all.
    package var proxy: String?
    package var requests = true
    package var responses = true

    package init() {}
}
