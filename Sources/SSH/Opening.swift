import Foundation

/// The way from a destination to a connection that is logged in.
struct Opening {
    let destination: SSHDestination
    let policy: SSHPolicy
    private var budget: Budget
    private var address: String?

    init(_ destination: SSHDestination, policy: SSHPolicy) {
        self.destination = destination
        self.policy = policy
        budget = Budget(limit: policy.connectTimeout)
    }

    mutating func connection() async throws(SSHError) -> SSHConnection {
        var stage = SSHError.Stage.configuration
        do throws(SSHError.Reason.Thrown) {
            return try await connect(&stage)
        } catch {
            var reason = error.reason
            if case .connectTimeout = reason { reason = .connectTimeout(stage, limit: policy.connectTimeout) }
            throw SSHError(host: destination.name, address: address, reason: reason)
        }
    }

    private mutating func connect(_ stage: inout SSHError.Stage) async throws(SSHError.Reason.Thrown) -> SSHConnection {
        let (destination, policy) = (destination, policy)
        let configuration = try await TimeLimit.hold(budget.deadline) { () throws(SSHError.Reason.Thrown) in
            try await OpenSSHConfiguration.ask(destination, policy: policy)
        }
        let target = SSHAddress(host: configuration.hostName, port: configuration.port)
        address = target.description
        stage = .reach
        let link = try await reach(target, configuration)
        do throws(SSHError.Reason.Thrown) {
            stage = .keyExchange
            try await identify(link, configuration)
            stage = .login
            var login = Login(user: configuration.user, link: link, policy: policy, budget: budget)
            try await login.perform(with: LoginKeys(destination, configuration, policy))
            _ = link.mailbox.post(.serve(idleLimit: policy.idleTimeout))
        } catch {
            let explained = await explanation(of: error.reason, link.proxy)
            await link.close()
            throw .init(explained)
        }
        return SSHConnection(link: link)
    }

    private mutating func reach(
        _ target: SSHAddress, _ configuration: OpenSSHConfiguration
    ) async throws(SSHError.Reason.Thrown) -> Link {
        if let route = ProxyRoute(configuration, for: destination, policy: policy) { return try link(through: route) }
        let found = try await Reach.connect(to: target, deadline: budget.deadline)
        address = found.address
        return try link(Descriptor(owning: found.socket), proxy: nil)
    }

    private func link(through route: ProxyRoute) throws(SSHError.Reason.Thrown) -> Link {
        let ends: (near: Int32, far: Int32)
        do throws(SystemError) {
            ends = try SocketPair(isBlocking: true).release()
        } catch {
            throw .init(.lost(problem: error.description))
        }
        let proxy = ProxyProcess(route, socket: Descriptor(owning: ends.far))
        return try link(Descriptor(owning: ends.near), proxy: proxy)
    }

    /// A proxy that hung up knows why better than its other end does.
    private func explanation(of reason: SSHError.Reason, _ proxy: ProxyProcess?) async -> SSHError.Reason {
        guard case .lost = reason, let proxy else { return reason }
        return .proxyFailed(command: proxy.route.commandLine, output: await proxy.explanation())
    }

    private func link(_ socket: consuming Descriptor, proxy: ProxyProcess?) throws(SSHError.Reason.Thrown) -> Link {
        let (name, address) = (destination.name, address)
        do throws(SSHError) {
            return try Link(socket: socket, proxy: proxy, name: name) {
                SSHError(host: name, address: address, reason: $0)
            }
        } catch {
            throw .init(error.reason)
        }
    }

    /// Exchanges keys, and finds out whether the host is the one it should be.
    private func identify(_ link: Link, _ configuration: OpenSSHConfiguration) async throws(SSHError.Reason.Thrown) {
        let check = try HostKeyCheck(configuration, policy: policy)
        let types = check.preferredTypes
        let preference = SessionJob<Bool>(deadline: budget.deadline) { desk throws(LibSSH2Error) in
            try desk.session.prefer(hostKeyTypes: types)
            return true
        }
        let handshake = SessionJob<Handshake>(deadline: budget.deadline) { $0.handshake() }
        let outcome: Handshake
        do throws(JobFailure) {
            _ = try await preference.value(from: link.mailbox)
            outcome = try await handshake.value(from: link.mailbox)
        } catch {
            throw .init(error.asReason)
        }
        switch outcome {
        case .key(let key): try await check.verify(key)
        case .failed(let error, let offer):
            throw .init(error.isKeyExchange ? .noCommonAlgorithm(offer) : .lost(problem: error.text))
        }
    }
}

private enum Handshake {
    case key(HostKey)
    case failed(LibSSH2Error, KeyExchangeOffer?)
}

extension Desk {
    fileprivate func handshake() -> Handshake? {
        do throws(LibSSH2Error) {
            guard try session.handshake() else { return nil }
            if let key = session.hostKey { return .key(key) }
            throw session.error(0)
        } catch {
            return .failed(error, KeyExchangeOffer(greeting: wire.greeting))
        }
    }
}
