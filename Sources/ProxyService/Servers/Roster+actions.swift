import Balancing
import DataPlane
import HAProxyConf
import ProxyReport

/// What follows from a server's event. The lock is held.
extension Roster {
    /// Who asked, in the words of the log.
    enum Origin: String {
        case commandLine = "changed from CLI"
        case page = "changed from Web interface"
    }

    func perform(_ actions: ServerActions, _ index: Int, _ now: Instant, _ origin: Origin = .commandLine) {
        let backend = entries[index].backend
        for action in actions {
            switch action {
            case .checkChanged(let report): logCheck(report, index)
            case .stateChanged(let change): tell(change, index, now, origin)
            case .tablesChanged: publish(index, now)
            case .shutdownSessions: endSessions(index)
            case .shutdownBackupSessions:
                let servers = configuration.backends[backend].servers
                for other in servers.indices where servers[other].isBackup { endSessions(plane.server(backend, other)) }
            // The threads look at their queues when they are told of the change.
            case .redistributeQueue, .takeFromQueue: publish(index, now)
            }
        }
        if actions.count > 0 { announce() }
        schedule(index)
    }

    /// `shutdown sessions server`: every thread ends those it has.
    func endSessions(_ index: Int) {
        let number = entries[index].number
        plane.set(.shutdowns, of: number, to: plane.setting(.shutdowns, of: number) &+ 1)
    }

    private func logCheck(_ report: CheckReport, _ index: Int) {
        let entry = entries[index]
        guard configuration.backends[entry.backend].logsHealthChecks else { return }
        let weight = UInt32(clamping: entry.server.weight)
        voice.say(HealthLog.checked(name(entry), entry.checkSnapshot, userWeight: weight), backend: entry.backend)
    }

    private func tell(_ change: StateChange, _ index: Int, _ now: Instant, _ origin: Origin) {
        let backend = entries[index].backend
        let losesLast = count(backend, now)
        if let line = line(change, entries[index], origin) { voice.say(line, backend: backend) }
        guard losesLast else { return }
        let isListen = configuration.backends[backend].ownFrontend != nil
        let name = configuration.backends[backend].name
        voice.say(HealthLog.noServer(backend: name, isListen: isListen), backend: backend)
    }

    private func line(_ change: StateChange, _ entry: ServerEntry, _ origin: Origin) -> HealthLog.Line? {
        let server = name(entry)
        let remaining = remaining(entry)
        let reason = reason(change.cause, entry, origin)
        let isUp = change.operational != .stopped
        switch change.kind {
        case .up: return HealthLog.up(server, reason, remaining)
        case .down: return HealthLog.down(server, reason, remaining)
        case .stopping: return HealthLog.stopping(server, reason, remaining)
        case .entersMaintenance: return HealthLog.entersMaintenance(server, remaining, wasDown: false)
        case .entersMaintenanceFromDown: return HealthLog.entersMaintenance(server, remaining, wasDown: true)
        case .leavesMaintenance:
            return HealthLog.leavesMaintenance(server, isUp: isUp, drains: change.administrative.isDrain)
        case .entersDrain: return HealthLog.entersDrain(server, remaining)
        case .remainsInDrain: return HealthLog.remainsInDrain(server)
        case .leavesDrain: return HealthLog.leavesDrain(server, isUp: isUp)
        }
    }

    private func reason(_ cause: StateChange.Cause, _ entry: ServerEntry, _ origin: Origin) -> HealthLog.Reason {
        switch cause {
        // The check had a line of its own.
        case .check: configuration.backends[entry.backend].logsHealthChecks ? .none : .check(entry.checkSnapshot)
        case .order: .request(origin.rawValue)
        case .slowStartEnded: .none
        }
    }

    private func name(_ entry: ServerEntry) -> HealthLog.Server {
        let backend = configuration.backends[entry.backend]
        let server = backend.servers[entry.index]
        return HealthLog.Server(backend: backend.name, name: server.name, isBackup: server.isBackup)
    }

    private func remaining(_ entry: ServerEntry) -> HealthLog.Remaining {
        let book = books[entry.backend]
        return HealthLog.Remaining(
            active: UInt32(clamping: book.active), backup: UInt32(clamping: book.backup),
            sessions: UInt32(clamping: plane.gauge(.current, of: .server(entry.number))),
            queued: UInt32(clamping: plane.gauge(.queued, of: .backend(entry.backend))))
    }
}
