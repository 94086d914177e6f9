@testable import ProxyReport

/// A process that does what commands say, to the proxies of `Sample`.
struct Console {
    var proxies = Sample.proxies
    var pausedFrontends: Set<String> = []

    /// What haproxy would send: the answer, and the empty line behind it.
    mutating func ask(_ line: String, level: AccessLevel) -> String {
        answer(to: RuntimeCommand.parse(line, level: level)) + RuntimePrompt.text(isInteractive: false)
    }

    private mutating func answer(to command: RuntimeCommand) -> String {
        switch command {
        case .answer(let text): text
        case .showVersion: "2.6.12-1+deb12u4\n"
        case .showStatistics(let query):
            StatisticsDump.text(query, proxies)?.string ?? RuntimeRefusal.noSuchProxy.text
        case .showServersState(let backend):
            ServersDump.state(proxies, backend: backend)?.string ?? RuntimeRefusal.backendNotFound.text
        case .showServersConnections(let backend):
            ServersDump.connections(proxies, backend: backend, threads: 2)?.string
                ?? RuntimeRefusal.backendNotFound.text
        case .showErrors(let query):
            ErrorsDump.text(query, [], proxies: proxies, total: 0, at: 0, offset: 0)?.string
                ?? RuntimeRefusal.noSuchProxy.text
        case .showSessions(let query): SessionsDump.text(query, [], offset: 0).string
        case .showBackends: ServersDump.backends(proxies).string
        case .shutdownSession: RuntimeRefusal.noSuchSession.text
        case .setFrontend(let name, let enabled): setFrontend(name, enabled)
        case .getWeight(let reference): of(reference) { ServersDump.weight(of: $0).string }
        case .shutdownSessions(let reference): of(reference) { _ in "" }
        case .setServer(let reference, let change): of(reference) { Console.apply(change, &$0) }
        case .showInformation, .clearCounters, .prompt, .quit: ""
        }
    }

    private mutating func of(_ reference: ServerReference, _ body: (inout ServerSnapshot) -> String) -> String {
        switch reference.find(in: proxies) {
        case .failure(let refusal): refusal.text
        case .success(let place): body(&proxies[place.proxy].servers[place.server])
        }
    }

    private mutating func setFrontend(_ name: String, _ enabled: Bool) -> String {
        guard proxies.contains(where: { $0.frontend != nil && $0.name == name }) else {
            return RuntimeRefusal.noSuchFrontend.text
        }
        if enabled { return pausedFrontends.remove(name) == nil ? RuntimeRefusal.frontendIsEnabled.text : "" }
        return pausedFrontends.insert(name).inserted ? "" : RuntimeRefusal.frontendIsDisabled.text
    }

    private static func apply(_ change: ServerChange, _ server: inout ServerSnapshot) -> String {
        switch change {
        case .refused(let text): return text
        case .weight(let weight):
            switch weight.resolved(initial: server.initialWeight, isDynamic: true) {
            case .failure(let refusal): return refusal.text
            case .success(let weight): server.userWeight = weight
            }
        case .address(let address):
            guard let current = server.address else { return "no address" }
            let (endpoint, report) = address.applied(to: current)
            server.address = endpoint
            return report.string
        case .checkEndpoint(let address, let port):
            guard server.check.isShown else { return RuntimeRefusal.checkNotEnabled.text }
            if case .failure(let refusal) = AddressChange.check(address: address, port: port) { return refusal.text }
        case .checks(let enabled):
            guard server.check.activity.contains(.configured) || !enabled else {
                return RuntimeRefusal.checkNotConfigured.text
            }
        case .state, .health: return ""
        }
        return ""
    }
}
