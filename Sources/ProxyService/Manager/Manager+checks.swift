import Balancing
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// Health checks at work: what their connections tell goes to `CheckRun`, and what that answers is done here.
extension Manager {
    func beginCheck(_ order: Roster.CheckOrder, _ now: Instant) {
        let check = CheckSocket(order, plans[order.backend], at: now)
        perform(check.run.begin(), check)
    }

    /// Does what a check wants, until it waits for something.
    private func perform(_ first: CheckRun.Action, _ check: CheckSocket) {
        var action = first
        while true {
            switch action {
            case .connect(let connection):
                guard let next = connect(check, connection) else { return }
                action = next
            case .send(let bytes):
                check.output += bytes
                guard let next = send(check) else { return }
                action = next
            case .receive:
                listen(check)
                guard let next = receive(check) else { return }
                action = next
            case .finish(let status, let code, let text): return finish(check, status, code, text)
            }
        }
    }

    private func connect(_ check: CheckSocket, _ connection: CheckConnection?) -> CheckRun.Action? {
        forget(check)
        let given = check.order.endpoint
        check.endpoint = EndpointAddress(connection?.address ?? given.address, port: connection?.port ?? given.port)
        let isServersOwn = connection?.address == nil && connection?.port == nil
        check.sendsHeader = connection?.sendsProxyHeader == true || isServersOwn && check.order.sendsProxyHeader
        check.resetsOnClose = connection?.lingers != true
        switch check.connect() {
        case .failure(let failure): return check.run.failed(failure.words)
        case .success(let isConnected):
            check.token = takeNumber()
            checks[check.token] = check
            setDeadline(check, check.order.deadline)
            guard let failure = watch(check, .writing) else { return isConnected ? connected(check) : nil }
            return check.run.failed(failure)
        }
    }

    /// - Returns: why it cannot be watched.
    private func watch(_ check: CheckSocket, _ interest: Poller.Interest) -> String? {
        let token = ManagerToken(.check, check.token).value
        do throws(LinuxError) {
            try check.watch(&poller, interest, token: token)
            return nil
        } catch {
            return LinuxError.words(error.code)
        }
    }

    private func connected(_ check: CheckSocket) -> CheckRun.Action? {
        check.isConnecting = false
        setDeadline(check, roster.checkConnected(check.order, at: .now))
        guard check.sendsHeader else { return check.run.connected() }
        check.output = check.proxyHeader
        return send(check)
    }

    /// Sends what is to be sent: what comes then, nil as long as it waits.
    private func send(_ check: CheckSocket) -> CheckRun.Action? {
        switch check.send() {
        case .waits:
            _ = watch(check, .writing)
            return nil
        case .failed(let failure): return check.run.failed(failure.words)
        case .done:
            guard check.sendsHeader else { return check.run.sent() }
            check.sendsHeader = false
            return check.run.connected()
        }
    }

    private func listen(_ check: CheckSocket) { _ = watch(check, .reading) }

    private func receive(_ check: CheckSocket) -> CheckRun.Action? {
        switch check.receive(into: &buffer) {
        case .nothing: return nil
        case .end: return check.run.ended()
        case .bytes(let count):
            let bytes = buffer
            return check.run.received(bytes.span.extracting(0..<count))
        case .failed(let failure): return check.run.failed(failure.words)
        }
    }

    func checkIsReady(_ token: UInt32, _ ready: Poller.Ready) {
        guard let check = checks[token] else { return }
        let next: CheckRun.Action?
        if check.isConnecting {
            next = check.connectFailure().map { check.run.failed($0.words) } ?? connected(check)
        } else if !check.output.isEmpty {
            next = send(check)
        } else {
            next = receive(check)
        }
        if let next { perform(next, check) }
    }

    private func setDeadline(_ check: CheckSocket, _ deadline: Instant) {
        check.deadline = deadline
        alarms.add(.check(check.token), at: deadline)
    }

    func checkIsLate(_ token: UInt32, _ moment: Instant) {
        guard let check = checks[token], check.deadline == moment else { return }
        perform(check.run.timedOut(), check)
    }

    private func finish(_ check: CheckSocket, _ status: Balancing.CheckStatus, _ code: Int, _ text: String) {
        forget(check)
        check.close()
        let now = Instant.now
        // HAProxy counts whole milliseconds.
        let duration = Interval(nanoseconds: (now - check.began).nanoseconds / 1_000_000 * 1_000_000)
        let report = CheckReport(status, code: UInt16(clamping: code), duration: duration)
        roster.finish(check.order, report, text, at: now)
    }

    private func forget(_ check: CheckSocket) {
        checks[check.token] = nil
        check.isWatched = false
    }
}
