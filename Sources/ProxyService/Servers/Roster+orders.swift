import Addresses
import Balancing
import DataPlane
import HAProxyConf
import ProxyReport

/// What operators order: at the runtime socket, and on the statistics page.
extension Roster {
    /// Where a server is in the roster.
    func find(_ reference: ServerReference) -> Result<Int, RuntimeRefusal> {
        let backend = configuration.backends.firstIndex {
            Reference.matches(reference.backend, $0.name, UInt32(clamping: $0.id))
        }
        guard let backend else { return .failure(.noSuchBackend) }
        let servers = configuration.backends[backend].servers
        let server = servers.firstIndex { Reference.matches(reference.server, $0.name, UInt32(clamping: $0.id)) }
        guard let server else { return .failure(.noSuchServer) }
        guard !configuration.backends[backend].isDisabled else { return .failure(.proxyDisabled) }
        return .success(plane.server(backend, server))
    }

    /// Does what a command wants of a server: the answer.
    func change(_ reference: ServerReference, _ change: ServerChange, at now: Instant) -> String {
        switch find(reference) {
        case .failure(let refusal): return refusal.text
        case .success(let index):
            return lock.withLock {
                defer { haveNews() }
                return apply(change, index, now)
            }
        }
    }

    private func haveNews() {
        hasNews = true
        wakeManager()
    }

    private func apply(_ change: ServerChange, _ index: Int, _ now: Instant) -> String {
        switch change {
        case .state(let state):
            order(state.order, index, now, .commandLine)
            return ""
        case .health(let health):
            order(health.order, index, now, .commandLine)
            return ""
        case .weight(let weight): return setWeight(weight, index, now)
        case .address(let address): return setAddress(address, index, now)
        case .checkEndpoint(let address, let port): return setCheckEndpoint(address, port, index)
        case .checks(let enabled): return setChecks(enabled, index)
        case .refused(let text): return text
        }
    }

    func order(_ order: Balancing.Server.Order, _ index: Int, _ now: Instant, _ origin: Origin) {
        perform(entries[index].server.handle(order, at: now), index, now, origin)
    }

    private func setWeight(_ change: WeightChange, _ index: Int, _ now: Instant) -> String {
        let backend = entries[index].backend
        let isDynamic = configuration.backends[backend].balance.isDynamic
        let initial = UInt32(clamping: entries[index].server.settings.weight)
        switch change.resolved(initial: initial, isDynamic: isDynamic) {
        case .failure(let refusal): return refusal.text
        case .success(let weight):
            do throws(Balancing.Server.WeightRefusal) {
                let actions = try entries[index].server.setWeight(.absolute(Int(weight)), isDynamic: isDynamic)
                count(backend, now)
                perform(actions, index, now)
                return ""
            } catch {
                return RuntimeRefusal.staticAlgorithm.text
            }
        }
    }

    private func setAddress(_ change: AddressChange, _ index: Int, _ now: Instant) -> String {
        let (endpoint, report) = change.applied(to: entries[index].endpoint)
        if endpoint != entries[index].endpoint {
            entries[index].endpoint = endpoint
            entries[index].hasOwnEndpoint = true
            publish(index, now)
            announce()
        }
        return report.string
    }

    private func setCheckEndpoint(_ address: String?, _ port: String?, _ index: Int) -> String {
        guard entries[index].server.health != nil, entries[index].checksAreEnabled else {
            return RuntimeRefusal.checkNotEnabled.text
        }
        switch AddressChange.check(address: address, port: port) {
        case .failure(let refusal): return refusal.text
        case .success(let new):
            if let address = new.address { entries[index].checkAddress = address }
            if let port = new.port { entries[index].checkPort = port }
            return ""
        }
    }

    /// - Returns: HAProxy's refusal where the configuration has no `check`; it lets checks be disabled there.
    func setChecks(_ enabled: Bool, _ index: Int) -> String {
        guard entries[index].server.health != nil else {
            return enabled ? RuntimeRefusal.checkNotConfigured.text : ""
        }
        entries[index].checksAreEnabled = enabled
        schedule(index)
        wakeManager()
        return ""
    }

    func shutdownSessions(_ reference: ServerReference) -> String {
        switch find(reference) {
        case .failure(let refusal): return refusal.text
        case .success(let index):
            lock.withLock {
                endSessions(index)
                announce()
            }
            return ""
        }
    }

    // MARK: The page

    /// Does what the page's form asks.
    func obey(_ form: AdminForm, at now: Instant) -> AdminOutcome {
        let backend = configuration.backends.firstIndex {
            Reference.matches(form.backend, $0.name, UInt32(clamping: $0.id))
        }
        guard let backend else { return .invalid }
        return lock.withLock {
            defer { haveNews() }
            var (named, changed) = (0, 0)
            for name in form.servers {
                let server = configuration.backends[backend].servers.firstIndex { $0.name == name }
                guard let server else {
                    named += 1
                    continue
                }
                if act(form.action, plane.server(backend, server), now) {
                    named += 1
                    changed += 1
                }
            }
            return AdminOutcome(named: named, changed: changed)
        }
    }

    /// - Returns: whether there was something to do.
    private func act(_ action: AdminAction, _ index: Int, _ now: Instant) -> Bool {
        let administrative = entries[index].server.administrative
        switch action {
        case .disable where administrative.isMaintenance, .enable where !administrative.isMaintenance,
            .stop where administrative.isDrain, .start where !administrative.isDrain:
            return false
        case .disable, .maintenance: order(.maintenance, index, now, .page)
        case .enable, .ready, .start: order(.ready, index, now, .page)
        case .stop, .drain: order(.drain, index, now, .page)
        case .disableChecks, .enableChecks:
            guard entries[index].server.health != nil else { return false }
            _ = setChecks(action == .enableChecks, index)
        case .forceUp: order(.healthUp, index, now, .page)
        case .forceStopping: order(.healthStopping, index, now, .page)
        case .forceDown: order(.healthDown, index, now, .page)
        case .shutdownSessions:
            endSessions(index)
            announce()
        }
        return true
    }
}

extension ServerChange.State {
    fileprivate var order: Balancing.Server.Order {
        switch self {
        case .ready: .ready
        case .drain: .drain
        case .maintenance: .maintenance
        }
    }
}

extension ServerChange.Health {
    fileprivate var order: Balancing.Server.Order {
        switch self {
        case .up: .healthUp
        case .stopping: .healthStopping
        case .down: .healthDown
        }
    }
}
