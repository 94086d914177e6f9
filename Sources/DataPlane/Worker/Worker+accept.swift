import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// New clients.
extension Worker {
    /// How many are taken before other events are looked at.
    private static var batch: Int { 64 }

    mutating func startListening() throws(LinuxError) {
        guard !isStopping else { return }
        for (number, listener) in listeners.enumerated() where !pausedFrontends.contains(listener.frontend) {
            try poller.add(number: listener.descriptor, .reading, token: Token(.listener, Int32(number)).value)
        }
    }

    mutating func pause(until moment: Int64) {
        resumeListeners = min(resumeListeners, moment)
        guard !pausedListeners, !isStopping else { return }
        pausedListeners = true
        for listener in listeners { try? poller.remove(number: listener.descriptor) }
    }

    mutating func resume() {
        resumeListeners = .max
        guard pausedListeners else { return }
        pausedListeners = false
        do throws(LinuxError) { try startListening() } catch {
            hooks.warned("\(error); trying again")
            pause(until: later(100_000_000))
        }
    }

    mutating func accept(_ number: Int) {
        guard !pausedListeners, !isStopping else { return }
        let listener = listeners[number]
        for _ in 0..<Self.batch {
            guard mayAccept(listener.frontend) else { return pause(until: later(100_000_000)) }
            var address = StreamAddress()
            let descriptor = address.accept(listener.descriptor)
            guard descriptor >= 0 else { return refuse(Int32(-descriptor)) }
            let endpoint = address.endpoint ?? SourceEndpoint(address: IPAddress(v4: 0), port: 0)
            begin(Int32(descriptor), endpoint, number, listener)
        }
    }

    /// `maxconn` of the process and of the frontend: what is beyond waits in the kernel's queue.
    private func mayAccept(_ frontend: Int) -> Bool {
        plane[.currentConnections] < processLimit
            && plane.gauge(.current, of: .frontend(frontend)) < frontends[frontend].connectionLimit
    }

    private mutating func refuse(_ code: Int32) {
        switch code {
        case EAGAIN, ECONNABORTED, EINTR, EPROTO: return
        default:
            hooks.warned("cannot accept a connection: \(LinuxError.words(code)) (accept4); trying again")
            pause(until: later(100_000_000))
        }
    }

    private mutating func begin(
        _ descriptor: Int32, _ client: SourceEndpoint, _ number: Int, _ listener: TrafficThread.Listener
    ) {
        linux_do_not_delay(descriptor)
        let session = sessions.take()
        let generation = sessions[session].generation &+ 1
        sessions[session] = Session()
        sessions[session].generation = generation
        sessions[session].client = Socket(number: descriptor)
        sessions[session].clientAddress = client
        sessions[session].listener = Int16(number)
        sessions[session].frontend = Int16(listener.frontend)
        sessions[session].accepted = now
        do throws(LinuxError) {
            try poller.add(
                number: descriptor, [.reading, .writing, .end, .onChange],
                token: Token(.client, session, generation).value)
        } catch {
            hooks.warned("\(error)")
            linux_close(descriptor)
            sessions[session].client.number = -1
            return release(session)
        }
        plane.add(1, to: .currentConnections)
        plane.add(1, to: .totalConnections)
        plane.change(.current, of: .frontend(listener.frontend), by: 1)
        plane.count(.sessions, of: .frontend(listener.frontend), thread: index)
        start(session, plane.configuration.frontends[listener.frontend].binds[listener.bind].acceptsProxyHeader)
    }

    private mutating func start(_ session: Int32, _ hasProxyHeader: Bool) {
        let frontend = frontends[Int(sessions[session].frontend)]
        sessions[session].headDeadline = later(frontend.request)
        if hasProxyHeader {
            sessions[session].phase = .proxyHeader
        } else {
            admit(session)
        }
        timers.set(session, to: later(frontend.request))
    }
}
