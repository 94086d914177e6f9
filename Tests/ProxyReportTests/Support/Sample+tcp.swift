@testable import ProxyReport

extension Sample {
    static var tcp: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "tcp"
        proxy.identifier = 6
        proxy.mode = .tcp
        proxy.frontend = tcpFrontend
        proxy.servers.append(tcpA)
        proxy.servers.append(tcpRefuse)
        proxy.backend = tcpBackend
        return proxy
    }

    private static var tcpFrontend: FrontendSnapshot {
        var frontend = FrontendSnapshot()
        frontend.currentSessions = 1
        frontend.maximumSessions = 2
        frontend.sessionLimit = 200
        frontend.totalSessions = 2
        frontend.bytesIn = 82
        frontend.bytesOut = 128
        frontend.sessionRate = 1
        frontend.maximumSessionRate = 1
        frontend.connectionRate = 1
        frontend.maximumConnectionRate = 1
        frontend.totalConnections = 2
        return frontend
    }

    private static var tcpA: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "a"
        server.currentSessions = 1
        server.maximumSessions = 1
        server.totalSessions = 2
        server.bytesIn = 82
        server.bytesOut = 128
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 1
        server.balancedSessions = 2
        server.sessionRate = 1
        server.maximumSessionRate = 1
        server.connectionAttempts = 2
        server.estimatedConnections = 1
        server.averageTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 3)
        server.maximumTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 6)
        server.address = endpoint("127.0.0.1", 20181)
        server.secondsSinceSession = 1
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var tcpRefuse: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "refuse"
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 2
        server.address = endpoint("127.0.0.1", 20189)
        server.operation = .stopped
        server.administration = AdministrativeState(rawValue: 5)
        server.check.activity = CheckActivity(rawValue: 8)
        server.check.health = 0
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var tcpBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.currentSessions = 1
        backend.maximumSessions = 1
        backend.sessionLimit = 20
        backend.totalSessions = 2
        backend.bytesIn = 82
        backend.bytesOut = 128
        backend.weight = 1
        backend.activeServers = 1
        backend.secondsSinceChange = 14
        backend.balancedSessions = 2
        backend.sessionRate = 1
        backend.maximumSessionRate = 1
        backend.connectionAttempts = 2
        backend.averageTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 3)
        backend.maximumTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 6)
        backend.secondsSinceSession = 1
        return backend
    }

    static var deftcp: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "deftcp"
        proxy.identifier = 7
        proxy.mode = .tcp
        proxy.frontend = deftcpFrontend
        proxy.servers.append(deftcpA)
        proxy.backend = deftcpBackend
        return proxy
    }

    private static var deftcpFrontend: FrontendSnapshot {
        var frontend = FrontendSnapshot()
        frontend.maximumSessions = 1
        frontend.sessionLimit = 200
        frontend.totalSessions = 1
        frontend.bytesIn = 82
        frontend.bytesOut = 128
        frontend.maximumSessionRate = 1
        frontend.maximumConnectionRate = 1
        frontend.totalConnections = 1
        return frontend
    }

    private static var deftcpA: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "a"
        server.maximumSessions = 1
        server.totalSessions = 1
        server.bytesIn = 82
        server.bytesOut = 128
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 1
        server.balancedSessions = 1
        server.maximumSessionRate = 1
        server.connectionAttempts = 1
        server.estimatedConnections = 1
        server.averageTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 40)
        server.maximumTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 40)
        server.address = endpoint("127.0.0.1", 20181)
        server.secondsSinceSession = 6
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var deftcpBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.maximumSessions = 1
        backend.sessionLimit = 20
        backend.totalSessions = 1
        backend.bytesIn = 82
        backend.bytesOut = 128
        backend.weight = 1
        backend.activeServers = 1
        backend.secondsSinceChange = 14
        backend.balancedSessions = 1
        backend.maximumSessionRate = 1
        backend.connectionAttempts = 1
        backend.averageTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 40)
        backend.maximumTimes = StageTimes(queue: 0, connect: 0, response: 0, total: 40)
        backend.secondsSinceSession = 6
        return backend
    }

    static var refused: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "refused"
        proxy.identifier = 8
        proxy.frontend = refusedFrontend
        proxy.servers.append(refusedR)
        proxy.servers.append(refusedR2)
        proxy.backend = refusedBackend
        return proxy
    }

    private static var refusedFrontend: FrontendSnapshot {
        var frontend = FrontendSnapshot()
        frontend.maximumSessions = 1
        frontend.sessionLimit = 200
        frontend.totalSessions = 1
        frontend.bytesIn = 89
        frontend.bytesOut = 217
        frontend.maximumSessionRate = 1
        frontend.maximumRequestRate = 1
        frontend.totalRequests = 1
        frontend.maximumConnectionRate = 1
        frontend.totalConnections = 1
        frontend.responses = ResponseCounts([0, 0, 0, 0, 1], other: 0)
        frontend.http1.totalConnections = 1
        frontend.http1.totalStreams = 1
        frontend.http1.bytesIn = 86
        frontend.http1.bytesOut = 214
        return frontend
    }

    private static var refusedR: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "r"
        server.maximumSessions = 1
        server.totalSessions = 1
        server.redispatches = 1
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 1
        server.balancedSessions = 1
        server.maximumSessionRate = 1
        server.connectionAttempts = 1
        server.estimatedConnections = 1
        server.address = endpoint("127.0.0.1", 20189)
        server.secondsSinceSession = 6
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var refusedR2: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "r2"
        server.maximumSessions = 1
        server.totalSessions = 1
        server.bytesIn = 89
        server.bytesOut = 217
        server.connectionErrors = 1
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 2
        server.balancedSessions = 1
        server.maximumSessionRate = 1
        server.connectionAttempts = 1
        server.estimatedConnections = 1
        server.address = endpoint("127.0.0.1", 20189)
        server.secondsSinceSession = 6
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var refusedBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.maximumSessions = 1
        backend.sessionLimit = 20
        backend.totalSessions = 1
        backend.bytesIn = 89
        backend.bytesOut = 217
        backend.connectionErrors = 1
        backend.redispatches = 1
        backend.weight = 2
        backend.activeServers = 2
        backend.secondsSinceChange = 14
        backend.balancedSessions = 2
        backend.maximumSessionRate = 1
        backend.totalRequests = 1
        backend.connectionAttempts = 2
        backend.responses = ResponseCounts([0, 0, 0, 0, 1], other: 0)
        backend.http1.totalConnections = 2
        backend.http1.totalStreams = 2
        backend.secondsSinceSession = 6
        return backend
    }

    static var stats: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "stats"
        proxy.identifier = 9
        proxy.frontend = statsFrontend
        proxy.backend = statsBackend
        return proxy
    }

    private static var statsFrontend: FrontendSnapshot {
        var frontend = FrontendSnapshot()
        frontend.sessionLimit = 200
        return frontend
    }

    private static var statsBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.sessionLimit = 20
        backend.secondsSinceChange = 14
        return backend
    }
}
