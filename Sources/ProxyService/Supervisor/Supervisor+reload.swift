import Balancing
internal import CLinux
import HAProxyConf
import Linux

/// SIGUSR2, or `--reload`: another configuration, and another worker for it. The old one goes on until the new one
/// serves, and if that never happens, for good.
extension Supervisor {
    /// Reads the file as it is now. One that is wrong changes nothing.
    func beginReload() {
        guard ending == .no else { return answerReload("the proxy is stopping") }
        guard !reload.isUnderWay else {
            // The file may have changed since that one read it.
            reloadsAgain = true
            return
        }
        try? serviceManager.reloading()
        let prepared: Reload.Prepared
        do throws(ProxyError) {
            prepared = try prepareReload()
        } catch {
            return failReload("\(error)")
        }
        guard let serving, let worker = workers[serving] else { return startReload(prepared, state: lastState) }
        worker.channel.send(.askState)
        reload = .asking(prepared, worker: serving, until: .now + .seconds(5))
    }

    private func prepareReload() throws(ProxyError) -> Reload.Prepared {
        let new: HAProxyConfiguration
        do throws(ConfigurationFailure) {
            new = try HAProxyConfiguration.load(options.file, from: .system, environment: options.environment)
        } catch {
            throw .configuration(error)
        }
        DescriptorBudget(new, threads: threads(of: new)).raiseForSupervisor()
        let opened = try SocketTable(new, threads: threads(of: new), keeping: sockets)
        return Reload.Prepared(configuration: new, sockets: opened)
    }

    func stateCame(from number: UInt32) {
        guard case .asking(let prepared, let worker, _) = reload, worker == number, let asked = workers[number] else {
            return
        }
        startReload(prepared, state: asked.state)
    }

    private func startReload(_ prepared: Reload.Prepared, state: [UInt8]) {
        do throws(LinuxError) {
            let number = try startWorker(prepared.configuration, prepared.sockets, state: state)
            reload = .starting(Reload.Started(prepared: prepared, worker: number))
        } catch {
            failReload("\(error)")
        }
    }

    /// The new worker serves.
    func finishReload(_ started: Reload.Started) {
        configuration = started.prepared.configuration
        // What the new configuration no longer has closes here; the old worker lets go of its own.
        sockets = started.prepared.sockets
        reload = .none
        restart.end()
        for warning in configuration.warnings { log.log(.warning, "\(warning)") }
        log.log(.notice, "\(options.file) reloaded")
        try? serviceManager.ready()
        answerReload(nil)
        goOnReloading()
    }

    /// The present configuration goes on.
    func failReload(_ reason: String) {
        defer { goOnReloading() }
        if case .starting(let started) = reload, let worker = workers[started.worker] {
            worker.phase = .leaving
            worker.signal(SIGKILL)
        }
        let isNews = reload.isUnderWay || ending == .no
        reload = .none
        answerReload(reason)
        guard isNews else { return }
        log.log(.error, "\(options.file) is not reloaded, the present configuration goes on:")
        for line in reason.split(separator: "\n") { log.log(.error, String(line)) }
        if ending == .no { try? serviceManager.ready() }
    }

    private func goOnReloading() {
        guard reloadsAgain, !reload.isUnderWay else { return }
        reloadsAgain = false
        beginReload()
    }
}
