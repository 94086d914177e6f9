/// The work of a connection's thread: one libssh2 session, any number of channels.
///
/// Each pass gives every channel its turn; when a pass has moved nothing, all there is to wait for is the socket, the
/// mailbox or a time limit. The thread never waits anywhere else, so no limit can be missed.
final class Engine {
    private let desk: Desk
    private let mailbox: Mailbox
    private let describe: @Sendable (SSHError.Reason) -> SSHError
    private var wire: Wire { desk.wire }

    private var jobs: [any Job] = []
    private var lobby = Lobby()
    private var channels: [RunningChannel] = []
    private var liveness: Liveness?
    private var buffer = [UInt8](repeating: 0, count: 128 * 1024)
    private var end: SSHError.Reason?
    private var shutdownDeadline: ContinuousClock.Instant?

    /// How long a closing connection waits for commands that stop others.
    private static let shutdownLimit = Duration.seconds(3)
    /// How long such a command may take.
    private static let terminationLimit = Duration.seconds(15)
    /// How long a farewell may take to reach the socket.
    private static let farewellLimit = Duration.milliseconds(200)

    init(
        wire: Wire, mailbox: Mailbox, describe: @escaping @Sendable (SSHError.Reason) -> SSHError
    ) throws(LibSSH2Error) {
        desk = try Desk(wire: wire)
        self.mailbox = mailbox
        self.describe = describe
    }

    /// Works until the connection ends, and gives everything back.
    func run() {
        while end == nil {
            mailbox.take().forEach(accept)
            let received = wire.received
            wire.beginPass()
            let moved = pass()
            let flushed = wire.flush()
            if moved || flushed || wire.received != received { continue }
            judge()
            if end == nil { wait() }
        }
        finish()
    }

    private func accept(_ request: Request) {
        switch request {
        case .job(let job): jobs.append(job)
        case .channel(let pipe):
            lobby.waiting.append(pipe)
            if channels.isEmpty { lobby.noteRoom() }
        case .serve(let limit):
            liveness = Liveness(limit: limit)
            lobby.keepsSpare = true
        case .shutDown:
            shutdownDeadline = .now + Self.shutdownLimit
            // Whoever was cancelled before is still cancelled, and the command on the host is ended.
            dropExpired(.now)
            for channel in channels where channel.isAtWork && !channel.pipe.isTermination { channel.abandon(.closed) }
            lobby.dismiss(.closed) { !$0.isTermination }
            lobby.keepsSpare = false
        }
    }

    // MARK: One pass

    private func pass() -> Bool {
        let now = ContinuousClock.now
        dropExpired(now)
        do throws(LibSSH2Error) {
            var moved = workOnJob(now)
            if let channel = try lobby.admit(desk, isAlone: channels.isEmpty) {
                channels.append(channel)
                moved = true
            }
            for channel in channels { moved = try channel.step(wire, buffer: &buffer) || moved }
            let count = channels.count
            channels.removeAll(where: \.isClosed)
            if channels.count != count { lobby.noteRoom() }
            return moved
        } catch {
            end = .lost(problem: wire.farewell ?? error.text)
            return false
        }
    }

    private func workOnJob(_ now: ContinuousClock.Instant) -> Bool {
        guard let job = jobs.first else { return false }
        wire.isAbandoned = { job.isCancelled || ContinuousClock.now >= job.deadline }
        guard job.attempt(at: desk) else { return false }
        jobs.removeFirst()
        return true
    }

    private func dropExpired(_ now: ContinuousClock.Instant) {
        // A half-made call cannot be taken back, and the session is of no use without it.
        if let job = jobs.first, job.isCancelled || now >= job.deadline {
            end = job.isCancelled ? .cancelled(title: "log in") : .connectTimeout(.login, limit: .zero)
        }
        lobby.dropExpired(now)
        for channel in channels where channel.isAtWork {
            guard let reason = channel.pipe.expiry(now) else { continue }
            channel.abandon(reason)
            if channel.isAsked { terminate(channel.pipe) }
        }
    }

    /// Has the host end a command that nobody waits for any more.
    private func terminate(_ pipe: ChannelPipe) {
        guard case .command(let command, let mark) = pipe.purpose, !pipe.isTermination else { return }
        let stop = Termination.command(mark: mark, of: command)
        lobby.waiting.append(
            ChannelPipe(
                purpose: .command(stop, mark: Termination.ownMark), keeping: .whole(limit: 1 << 16), input: stop.input,
                inputEnds: true, timeout: Self.terminationLimit, describe: describe, onChange: {}))
    }

    // MARK: When nothing moves

    private func judge() {
        let now = ContinuousClock.now
        if wire.isEnded {
            end = .lost(problem: wire.farewell ?? wire.failure?.description ?? "the host closed it")
        } else if let shutdownDeadline {
            let isStopping = channels.contains { $0.pipe.isTermination } || lobby.pipes.contains { $0.isTermination }
            if !isStopping || now >= shutdownDeadline { end = .closed }
        } else if wire.isDry {
            // Only who listens can tell silence.
            watch(now)
        }
    }

    private func watch(_ now: ContinuousClock.Instant) {
        switch liveness?.judge(now: now, lastHeard: wire.lastReceived) {
        case .lost: end = liveness.map { .silent($0.limit) }
        case .ask: ask(now)
        case .fine, nil: break
        }
    }

    private func ask(_ now: ContinuousClock.Instant) {
        let accepted = wire.accepted
        do throws(LibSSH2Error) { try desk.session.keepAlive() } catch {
            end = .lost(problem: error.text)
        }
        if wire.accepted > accepted { liveness?.noteAsked(at: now) }
        _ = wire.flush()
    }

    private func wait() {
        var interest: Waiting.Interest = wire.isDry ? .input : []
        if wire.hasOutbound { interest.insert(.output) }
        let events = Waiting.forSocket(wire.number, interest, alarm: mailbox.alarm, limit: nextDeadline())
        if interest.isEmpty && !events.isDisjoint(with: .trouble) {
            end = .lost(problem: "the host closed it")
        }
    }

    private func nextDeadline() -> Duration {
        let now = ContinuousClock.now
        var deadlines = channels.filter(\.isAtWork).compactMap(\.pipe.deadline)
        deadlines += lobby.pipes.compactMap(\.deadline)
        deadlines += [jobs.first?.deadline, shutdownDeadline, lobby.retry].compactMap(\.self)
        switch liveness?.judge(now: now, lastHeard: wire.lastReceived) {
        case .fine(let until): deadlines.append(until)
        // libssh2 was asked too often and did not ask the host.
        case .ask where wire.isDry: deadlines.append(now + .milliseconds(250))
        case .ask, .lost, nil: break
        }
        return max(.zero, now.duration(to: deadlines.min() ?? now + .seconds(3600)))
    }

    // MARK: The end

    private func finish() {
        let reason = end ?? .closed
        for request in mailbox.close(reason) { accept(request) }
        for job in jobs { job.fail(reason) }
        for channel in channels where channel.isAtWork { channel.abandon(reason) }
        lobby.dismiss(reason) { _ in true }
        if case .closed = reason { bidFarewell() }
        channels = []
        lobby = Lobby()
        wire.sever()
    }

    private func bidFarewell() {
        desk.session.disconnect()
        let deadline = ContinuousClock.now + Self.farewellLimit
        while wire.hasOutbound && !wire.isEnded && ContinuousClock.now < deadline {
            if !wire.flush() {
                _ = Waiting.forSocket(wire.number, .output, limit: ContinuousClock.now.duration(to: deadline))
            }
        }
    }
}
