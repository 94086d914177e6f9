import Balancing
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// What the commands of the runtime socket do.
extension Manager {
    func obey(_ line: String, _ key: UInt32, _ client: RuntimeClient) {
        switch RuntimeCommand.parse(line, level: client.level) {
        case .prompt:
            client.isInteractive = !client.isInteractive
            client.answer([])
        case .quit: client.isClosing = true
        case .showSessions(let query): beginListing(.show(query), key, client)
        case .shutdownSession(let identifier): beginListing(.shutdown(identifier), key, client)
        case let command: client.answer(reply(to: command))
        }
    }

    private func beginListing(_ purpose: RuntimeClient.Listing.Purpose, _ key: UInt32, _ client: RuntimeClient) {
        let boxes = threads.map { thread in
            let box = SessionBox()
            thread.inbox.send(.list(box))
            return box
        }
        client.listing = RuntimeClient.Listing(purpose: purpose, boxes: boxes, until: .now + .seconds(2))
        alarms.add(.sessions(key), at: .now + .milliseconds(1))
    }

    /// The threads answer between two rounds of events: soon, but nobody waits for them.
    func sessionsMayBeListed(_ key: UInt32, _ now: Instant) {
        guard let client = runtime.clients[key], let listing = client.listing else { return }
        let lists = listing.boxes.compactMap { $0.list }
        guard lists.count == listing.boxes.count || listing.until <= now else {
            return alarms.add(.sessions(key), at: now + .milliseconds(2))
        }
        client.listing = nil
        client.answer(answer(listing.purpose, lists.flatMap { $0 }, now))
        if client.isLastLine { client.isClosing = true }
        proceed(key, client)
    }

    private func answer(
        _ purpose: RuntimeClient.Listing.Purpose, _ entries: [SessionBox.Entry], _ now: Instant
    ) -> [UInt8] {
        switch purpose {
        case .show(let query):
            let sessions = entries.map { SessionSnapshot($0, configuration, now) }
            return SessionsDump.text(query, sessions, offset: LocalTime.offset).bytes
        case .shutdown(let identifier):
            // Sessions bear their thread's number in their highest byte.
            let thread = Int(identifier >> 56)
            guard thread < threads.count, entries.contains(where: { $0.id == identifier }) else {
                return Array(RuntimeRefusal.noSuchSession.text.utf8)
            }
            threads[thread].inbox.send(.end(session: identifier))
            return []
        }
    }

    private func reply(to command: RuntimeCommand) -> [UInt8] {
        switch command {
        case .answer(let text): return Array(text.utf8)
        case .setServer(let server, let change): return Array(roster.change(server, change, at: .now).utf8)
        case .shutdownSessions(let server): return Array(roster.shutdownSessions(server).utf8)
        case .clearCounters(let all):
            reporter.clear(all: all)
            return []
        case .setFrontend(let name, let enabled): return setFrontend(name, enabled)
        default: return show(command)
        }
    }

    private func show(_ command: RuntimeCommand) -> [UInt8] {
        switch command {
        case .showStatistics(let query):
            return text(StatisticsDump.text(query, reporter.enabledProxies()), or: .noSuchProxy)
        case .showInformation(let query): return query.text(reporter.process()).bytes
        case .showServersState(let backend):
            return text(ServersDump.state(reporter.proxies(), backend: backend), or: .backendNotFound)
        case .showServersConnections(let backend):
            let threads = UInt32(clamping: plane.threads)
            return text(
                ServersDump.connections(reporter.proxies(), backend: backend, threads: threads), or: .backendNotFound)
        case .showBackends: return ServersDump.backends(reporter.proxies()).bytes
        case .showErrors(let query): return showErrors(query)
        case .showVersion: return Array("\(reporter.facts.version)\n".utf8)
        case .getWeight(let server): return weight(of: server)
        default: return []
        }
    }

    private func text(_ report: ReportText?, or refusal: RuntimeRefusal) -> [UInt8] {
        report?.bytes ?? Array(refusal.text.utf8)
    }

    private func weight(of reference: ServerReference) -> [UInt8] {
        let proxies = reporter.proxies()
        switch reference.find(in: proxies) {
        case .failure(let refusal): return Array(refusal.text.utf8)
        case .success(let place): return ServersDump.weight(of: proxies[place.proxy].servers[place.server]).bytes
        }
    }

    private func showErrors(_ query: ErrorQuery) -> [UInt8] {
        let now = WallClock.now
        let (errors, total) = reporter.errors
        let report = ErrorsDump.text(
            query, errors, proxies: reporter.proxies(), total: total, at: now / 1_000_000,
            offset: LocalTime.offset)
        return text(report, or: .noSuchProxy)
    }

    private func setFrontend(_ name: String, _ enabled: Bool) -> [UInt8] {
        let found = configuration.frontends.firstIndex { Reference.matches(name, $0.name, UInt32(clamping: $0.id)) }
        guard let index = found else { return Array(RuntimeRefusal.noSuchFrontend.text.utf8) }
        let frontend = configuration.frontends[index]
        if frontend.isDisabled {
            let refusal: RuntimeRefusal = enabled ? .frontendIsShutDown : .frontendWasShutDown
            return Array(refusal.text.utf8)
        }
        guard reporter.pause(index, !enabled) else {
            return Array((enabled ? RuntimeRefusal.frontendIsEnabled : .frontendIsDisabled).text.utf8)
        }
        for thread in threads { thread.inbox.send(enabled ? .resume(frontend: index) : .pause(frontend: index)) }
        let isListen = frontend.ownBackend != nil
        voice.say(
            enabled
                ? HealthLog.resumed(frontend: frontend.name, isListen: isListen)
                : HealthLog.paused(frontend: frontend.name, isListen: isListen), frontend: index)
        return []
    }
}
