/// Where channels wait to be opened. libssh2 opens one at a time.
///
/// One session channel is kept open in advance: the next command starts a round trip earlier, and a connection on which
/// nothing runs still takes in what the host sends, such as its own keep-alives.
struct Lobby: ~Copyable {
    var waiting: [ChannelPipe] = []
    var keepsSpare = false
    private var spare: Channel?
    private var hasSpare: Bool {
        switch spare {
        case .some: true
        case .none: false
        }
    }
    private var opening: Opening?
    /// The host has refused a channel, and no place has become free since.
    private var isFull = false
    private var refusals = 0
    /// When to try again: sshd frees a place a moment after it has closed a channel.
    private(set) var retry: ContinuousClock.Instant?
    private static let retries = 10
    private static let retryInterval = Duration.milliseconds(50)

    private enum Opening {
        case session
        case connection(ChannelPipe, host: String, port: Int)
    }

    /// Large enough for 100 MB/s at 20 ms of round trip.
    private static let window: UInt32 = 2 << 20

    /// A channel has ended: there is a place again.
    mutating func noteRoom() {
        isFull = false
        refusals = 0
        retry = nil
    }

    /// Everything whose caller waits.
    var pipes: [ChannelPipe] {
        guard case .connection(let pipe, _, _) = opening, !pipe.isOver else { return waiting }
        return waiting + [pipe]
    }

    mutating func dismiss(_ reason: SSHError.Reason, _ chosen: (ChannelPipe) -> Bool) {
        for pipe in pipes where chosen(pipe) { pipe.fail(reason) }
        waiting.removeAll(where: chosen)
    }

    mutating func dropExpired(_ now: ContinuousClock.Instant) {
        if let retry, now >= retry {
            isFull = false
            self.retry = nil
        }
        for pipe in pipes {
            guard let reason = pipe.expiry(now) else { continue }
            if isFull, case .timeout = reason { pipe.fail(refusal(of: pipe)) } else { pipe.fail(reason) }
        }
        waiting.removeAll(where: \.isOver)
    }

    private func refusal(of pipe: ChannelPipe) -> SSHError.Reason {
        .refusedChannel(
            title: pipe.title, problem: "it allows no more sessions on one connection (MaxSessions in its sshd_config)")
    }

    /// A channel for the next in line, if there is one now.
    ///
    /// When no channel is at work (`isAlone`), no place will become free, and a refusal is final.
    mutating func admit(_ desk: Desk, isAlone: Bool) throws(LibSSH2Error) -> RunningChannel? {
        if let channel = try takeSpareForNext() { return channel }
        chooseOpening()
        switch opening {
        case .session: try openSession(desk, isAlone: isAlone)
        case .connection(let pipe, let host, let port):
            return try openConnection(desk, pipe, host: host, port: port)
        case nil: break
        }
        return try takeSpareForNext()
    }

    private mutating func takeSpareForNext() throws(LibSSH2Error) -> RunningChannel? {
        guard try checkSpare(), let index = waiting.firstIndex(where: \.isCommand) else { return nil }
        guard let channel = spare.take() else { return nil }
        return RunningChannel(pipe: waiting.remove(at: index), channel: channel)
    }

    /// Takes in what has arrived; a spare that the host has closed is of no use.
    private mutating func checkSpare() throws(LibSSH2Error) -> Bool {
        guard let channel = spare.take() else { return false }
        if try channel.pump() { return false }
        spare = consume channel
        return true
    }

    private mutating func chooseOpening() {
        guard opening == nil else { return }
        if let next = waiting.first(where: { !$0.isCommand }), case .connection(let host, let port) = next.purpose {
            waiting.removeAll { $0 === next }
            opening = .connection(next, host: host, port: port)
        } else if !hasSpare && !isFull && (keepsSpare || waiting.contains(where: \.isCommand)) {
            opening = .session
        }
    }

    private mutating func openSession(_ desk: Desk, isAlone: Bool) throws(LibSSH2Error) {
        do throws(LibSSH2Error) {
            guard let channel = try desk.session.openChannel(window: Self.window) else { return }
            spare = consume channel
            opening = nil
            refusals = 0
        } catch {
            guard error.isDeniedRequest else { throw error }
            opening = nil
            noteRefusal(error, isAlone: isAlone)
        }
    }

    private mutating func noteRefusal(_ error: LibSSH2Error, isAlone: Bool) {
        isFull = true
        refusals += 1
        guard let index = waiting.firstIndex(where: \.isCommand) else { return }
        if refusals <= Self.retries {
            retry = .now + Self.retryInterval
        } else if isAlone {
            let pipe = waiting.remove(at: index)
            pipe.fail(.refusedChannel(title: pipe.title, problem: error.text))
            noteRoom()
        }
    }

    private mutating func openConnection(
        _ desk: Desk, _ pipe: ChannelPipe, host: String, port: Int
    ) throws(LibSSH2Error) -> RunningChannel? {
        do throws(LibSSH2Error) {
            guard let channel = try desk.session.openConnection(host: host, port: port) else { return nil }
            opening = nil
            return RunningChannel(pipe: pipe, channel: channel)
        } catch {
            guard error.isDeniedRequest else { throw error }
            opening = nil
            pipe.fail(.refusedChannel(title: pipe.title, problem: error.text))
            return nil
        }
    }
}
