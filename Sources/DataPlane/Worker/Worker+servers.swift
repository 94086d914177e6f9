import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// Which server, and the connection to it.
extension Worker {
    /// Chooses a server for a request and connects, or has it wait, or answers that there is none.
    mutating func assignServer(_ session: Int32) {
        let backend = Int(sessions[session].backend)
        if let server = namedServer(session, backend) {
            sessions[session].isDirect = true
            return use(server, for: session, isDirect: true)
        }
        sessions[session].isDirect = false
        countServed(backend)
        let hash = key(session, backend)
        let count = plane.configuration.backends[backend].servers.count
        let pick = unsafe balancers[backend].pick(
            hash: hash, served: UnsafeBufferPointer(start: served, count: count).span,
            queued: UnsafeBufferPointer(start: queued, count: count).span, avoiding: sessions[session].avoided)
        switch pick {
        case .server(let server):
            plane.count(.chosen, of: .backend(backend), thread: index)
            plane.count(.chosen, of: .server(backends[backend].firstServer + server), thread: index)
            use(server, for: session, isDirect: false)
        case .full: wait(session, for: -1)
        case .noServer: answer(session, 503, .serverAbort, .connect)
        }
    }

    /// The server that the cookie names, if it is to be used.
    private func namedServer(_ session: Int32, _ backend: Int) -> Int? {
        let server = Int(sessions[session].cookie.server)
        guard server >= 0, server != Int(sessions[session].avoided), !sessions[session].isRedispatched else {
            return nil
        }
        return server
    }

    private func countServed(_ backend: Int) {
        let first = backends[backend].firstServer
        for server in 0..<plane.configuration.backends[backend].servers.count {
            unsafe served[server] = Int32(clamping: plane.gauge(.current, of: .server(first + server)))
            unsafe queued[server] = Int32(clamping: plane.gauge(.queued, of: .server(first + server)))
        }
    }

    /// What a hash is made of.
    private func key(_ session: Int32, _ backend: Int) -> UInt32? {
        switch balancers[backend].algorithm {
        case .source: return KeyHash.source(sessions[session].clientAddress.address)
        case .uri, .header: return sessions[session].key
        case .roundRobin, .staticRoundRobin, .leastConnections, .first, .random: return nil
        }
    }

    /// Gives the session to a server if it has room; else it waits, or another is chosen.
    private mutating func use(_ server: Int, for session: Int32, isDirect: Bool) {
        let backend = Int(sessions[session].backend)
        let number = backends[backend].firstServer + server
        let limits = Limits(
            connections: Int32(clamping: plane.setting(.connectionLimit, of: number)),
            queue: Int32(clamping: plane.configuration.backends[backend].servers[server].maxQueue))
        let admission = Admission(
            limits, served: Int32(clamping: plane.gauge(.current, of: .server(number))),
            queued: Int32(clamping: plane.gauge(.queued, of: .server(number))), isDirect: isDirect,
            redispatches: backends[backend].redispatches)
        switch admission {
        case .connect: occupy(server, number, session)
        case .waitForServer: wait(session, for: Int32(server))
        case .chooseAnother:
            sessions[session].isRedispatched = true
            assignServer(session)
        case .refuse: answer(session, 503, .serverAbort, .queue)
        }
    }

    /// The session is one of the server's from here on.
    mutating func occupy(_ server: Int, _ number: Int, _ session: Int32) {
        sessions[session].server = Int32(server)
        sessions[session].shutdowns = plane.setting(.shutdowns, of: number)
        sessions[session].isCountedAtServer = true
        plane.change(.current, of: .server(number), by: 1)
        plane.count(.sessions, of: .server(number), thread: index)
        plane.note(now, .lastSession, of: .server(number), thread: index)
        sessions[session].assigned = now
        connect(session)
    }

    /// Takes a pooled connection, or makes one.
    mutating func connect(_ session: Int32) {
        let backend = Int(sessions[session].backend)
        let number = serverNumber(session)
        if backends[backend].isHTTP, let connection = pooled(session, number, backends[backend].reuse) {
            plane.count(.reuses, of: .server(number), thread: index)
            sessions[session].isReused = true
            return join(session, connection)
        }
        sessions[session].isReused = false
        open(session, backend, number)
    }

    private mutating func open(_ session: Int32, _ backend: Int, _ number: Int) {
        var descriptor: Int32 = -1
        let result = address(of: number, for: session).connect(&descriptor)
        guard result >= 0 else {
            if result == -Int(EMFILE) || result == -Int(ENFILE) {
                hooks.warned("cannot connect to a server: \(LinuxError.words(Int32(-result)))")
                answer(session, 503, .resource, .connect)
            } else {
                connectFailed(session, .connectionRefused)
            }
            return
        }
        let connection = connections.take()
        let generation = connections[connection].generation &+ 1
        connections[connection] = Connection()
        connections[connection].generation = generation
        connections[connection].backend = Int16(backend)
        connections[connection].server = sessions[session].server
        connections[connection].destination = destination(of: number)
        // Another client may have come to another port.
        connections[connection].isPrivate = plane.setting(.port, of: number) == 0
        connections[connection].socket = Socket(number: descriptor)
        connections[connection].isConnecting = result == 0
        connections[connection].socket.mayWrite = result == 1
        do throws(LinuxError) {
            try poller.add(
                number: descriptor, [.reading, .writing, .end, .onChange],
                token: Token(.server, connection, generation).value)
        } catch {
            hooks.warned("\(error)")
            drop(connection)
            return answer(session, 503, .resource, .connect)
        }
        plane.count(.connects, of: .server(number), thread: index)
        join(session, connection)
    }

    /// The connection is this session's.
    private mutating func join(_ session: Int32, _ connection: Int32) {
        sessions[session].connection = connection
        connections[connection].session = session
        sessions[session].phase = connections[connection].isConnecting ? .connecting : .responseHead
        if !connections[connection].isConnecting { connected(session) }
    }

    /// The connection can be used.
    private mutating func connected(_ session: Int32) {
        let connection = sessions[session].connection
        connections[connection].isConnecting = false
        connections[connection].requests += 1
        let backend = Int(sessions[session].backend)
        if plane.configuration.backends[backend].servers[Int(sessions[session].server)].sendsProxyHeader {
            introduce(session)
        }
        sessions[session].connected = now
        sessions[session].response = Flow()
        guard backends[Int(sessions[session].backend)].isHTTP else {
            sessions[session].phase = .tunnel
            sessions[session].response.rest = .untilEnd
            return
        }
        sessions[session].phase = .responseHead
    }

    /// `send-proxy`: tells the server who the client is. A new connection has room for so few bytes.
    private mutating func introduce(_ session: Int32) {
        learnLocalAddress(session)
        let target = unsafe UnsafeMutableBufferPointer(start: scratch, count: Self.scratchSize)
        var output = unsafe target.mutableSpan
        var writer = HeadWriter()
        ProxyHeader.write(
            from: sessions[session].clientAddress, to: sessions[session].localAddress, with: &writer, to: &output)
        let connection = sessions[session].connection
        let count = unsafe linux_stream_send(connections[connection].socket.number, scratch, writer.position, 1)
        // What is not sent now never will be: the next write fails too, and the request with it.
        if count != writer.position { connections[connection].socket.isBroken = true }
        connections[connection].isPrivate = true
    }

    /// While it connects: has it come to anything?
    mutating func finishConnecting(_ session: Int32) -> Bool {
        let connection = sessions[session].connection
        let socket = connections[connection].socket
        if sessions[session].client.isBroken { return abandon(session) }
        guard socket.mayWrite || socket.isBroken || socket.mayRead else { return false }
        guard linux_socket_error(socket.number) == 0, !socket.isBroken else {
            connectFailed(session, .connectionRefused)
            return true
        }
        connected(session)
        return true
    }

    /// The client has gone before anything came of it.
    private mutating func abandon(_ session: Int32) -> Bool {
        abort(session, .clientAbort, .connect)
        return false
    }

    /// A server could not be reached: again, another one, or no more.
    mutating func connectFailed(_ session: Int32, _ failure: RetryPolicy.Failure) {
        let number = serverNumber(session)
        let backend = Int(sessions[session].backend)
        plane.count(.connectionErrors, of: .server(number), thread: index)
        plane.count(.connectionErrors, of: .backend(backend), thread: index)
        observe(session, .connectionFailed)
        dropConnection(of: session)
        retry(session, failure, 503, failure == .connectionTimeout ? .serverTimeout : .serverAbort, .connect)
    }

    /// Tries the request again if the policy says so; else the answer is `status`.
    mutating func retry(
        _ session: Int32, _ failure: RetryPolicy.Failure, _ status: Int, _ cause: TerminationState.Cause,
        _ phase: TerminationState.Phase
    ) {
        let server = sessions[session].server
        let number = serverNumber(session)
        let backend = Int(sessions[session].backend)
        let decision = decision(session, failure)
        guard decision != .giveUp, sessions[session].client.isOpen else {
            leaveServer(session)
            return answer(session, status, cause, phase)
        }
        sessions[session].retries += 1
        plane.count(.retries, of: .server(number), thread: index)
        plane.count(.retries, of: .backend(backend), thread: index)
        sessions[session].request.start = sessions[session].requestStart
        sessions[session].hasSent = false
        buffers.give(back: &sessions[session].response.buffer)
        sessions[session].response = Flow()
        switch decision {
        case .sameServer(let pause): pauseOrGo(session, pause) { worker in worker.connect(session) }
        case .anotherServer(let pause):
            sessions[session].isRedispatched = true
            sessions[session].avoided = server
            plane.count(.redispatches, of: .server(number), thread: index)
            plane.count(.redispatches, of: .backend(backend), thread: index)
            leaveServer(session)
            pauseOrGo(session, pause) { worker in worker.assignServer(session) }
        case .giveUp: break
        }
    }

    /// What the policy says of a request that failed.
    func decision(_ session: Int32, _ failure: RetryPolicy.Failure) -> RetryPolicy.Decision {
        let backend = Int(sessions[session].backend)
        let server = sessions[session].server
        let attempt = RetryPolicy.Attempt(
            retriesDone: Int(sessions[session].retries), isDirect: sessions[session].isDirect,
            isRepeatable: !sessions[session].hasSent || sessions[session].context.method.isIdempotent,
            isWhole: !sessions[session].hasSent || sessions[session].isRepeatable,
            reusedConnection: sessions[session].isReused,
            serverIsRunning: balancers[backend].takesNewRequests(Int(server)),
            activeServers: balancers[backend].usableCount)
        return retryPolicies[backend].decide(failure, attempt, balancers[backend].algorithm)
    }

    private mutating func pauseOrGo(_ session: Int32, _ pause: Interval, _ go: (inout Worker) -> Void) {
        guard pause > .zero else { return go(&self) }
        sessions[session].phase = .pausing
        sessions[session].assigned = later(pause.nanoseconds)
    }

    /// A pause is over.
    mutating func endPause(_ session: Int32) {
        sessions[session].assigned = now
        if sessions[session].server >= 0 { connect(session) } else { assignServer(session) }
    }
}
