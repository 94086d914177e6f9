import Addresses

@testable import ProxyReport

/// The proxies of which haproxy 2.6.12 wrote the files in `Golden`, with the numbers that it had.
enum Sample {
    static var proxies: [ProxySnapshot] { [web, pool, plain, nosrv, tcp, deftcp, refused, stats] }

    static func endpoint(_ address: String, _ port: UInt16) -> EndpointAddress? {
        IPAddress(address).map { EndpointAddress($0, port: port) }
    }

    static var web: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "web"
        proxy.identifier = 2
        proxy.frontend = webFrontend
        var listener1 = ListenerSnapshot()
        listener1.name = "first"
        listener1.maximumSessions = 2
        listener1.totalConnections = 18
        listener1.bytesIn = 1455
        listener1.bytesOut = 102330
        listener1.deniedRequests = 1
        listener1.requestErrors = 1
        listener1.identifier = 1
        listener1.address = endpoint("127.0.0.1", 20080)
        proxy.listeners.append(listener1)
        var listener2 = ListenerSnapshot()
        listener2.name = "sock-2"
        listener2.maximumSessions = 1
        listener2.totalConnections = 1
        listener2.bytesIn = 80
        listener2.bytesOut = 131
        listener2.identifier = 2
        listener2.address = endpoint("::1", 20080)
        proxy.listeners.append(listener2)
        return proxy
    }

    private static var webFrontend: FrontendSnapshot {
        var frontend = FrontendSnapshot()
        frontend.maximumSessions = 2
        frontend.sessionLimit = 200
        frontend.totalSessions = 19
        frontend.bytesIn = 1535
        frontend.bytesOut = 102461
        frontend.deniedRequests = 1
        frontend.requestErrors = 1
        frontend.sessionRateLimit = 500
        frontend.maximumSessionRate = 15
        frontend.maximumRequestRate = 15
        frontend.totalRequests = 19
        frontend.maximumConnectionRate = 15
        frontend.totalConnections = 19
        frontend.interceptedRequests = 2
        frontend.responses = ResponseCounts([0, 12, 1, 3, 3], other: 0)
        frontend.http1.totalConnections = 19
        frontend.http1.totalStreams = 19
        frontend.http1.bytesIn = 1519
        frontend.http1.bytesOut = 102918
        return frontend
    }

    static var pool: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "pool"
        proxy.identifier = 3
        proxy.description = "web <servers>"
        proxy.servers.append(poolWeb1)
        proxy.servers.append(poolWeb2)
        proxy.servers.append(poolDead)
        proxy.servers.append(poolSpare)
        proxy.servers.append(poolOff)
        proxy.backend = poolBackend
        return proxy
    }

    private static var poolWeb1: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "web1"
        server.maximumSessions = 1
        server.sessionLimit = 50
        server.totalSessions = 8
        server.bytesIn = 679
        server.bytesOut = 1134
        server.responseErrors = 1
        server.weight = 10
        server.userWeight = 10
        server.secondsSinceChange = 14
        server.identifier = 1
        server.balancedSessions = 7
        server.maximumSessionRate = 6
        server.totalRequests = 7
        server.connectionAttempts = 8
        server.idleConnections = 2
        server.unsafeIdleConnections = 2
        server.estimatedConnections = 2
        server.responses = ResponseCounts([0, 6, 0, 0, 1], other: 0)
        server.averageTimes = StageTimes(queue: 0, connect: 0, response: 1, total: 4)
        server.maximumTimes = StageTimes(queue: 0, connect: 0, response: 4, total: 11)
        server.initialWeight = 10
        server.address = endpoint("127.0.0.1", 20181)
        server.cookie = "w1"
        server.secondsSinceSession = 5
        server.check.activity = CheckActivity(rawValue: 6)
        server.check.status = .layer7Passed
        server.check.code = 200
        server.check.health = 4
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [1, 1]
        return server
    }

    private static var poolWeb2: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "web2"
        server.maximumSessions = 1
        server.sessionLimit = 1
        server.totalSessions = 6
        server.bytesIn = 509
        server.bytesOut = 100848
        server.responseErrors = 1
        server.weight = 20
        server.userWeight = 20
        server.secondsSinceChange = 14
        server.queueLimit = 5
        server.identifier = 2
        server.balancedSessions = 6
        server.maximumSessionRate = 5
        server.totalRequests = 5
        server.connectionAttempts = 6
        server.idleConnections = 1
        server.unsafeIdleConnections = 1
        server.estimatedConnections = 2
        server.responses = ResponseCounts([0, 4, 0, 1, 0], other: 0)
        server.averageTimes = StageTimes(queue: 0, connect: 0, response: 5, total: 8)
        server.maximumTimes = StageTimes(queue: 0, connect: 0, response: 16, total: 21)
        server.initialWeight = 20
        server.address = endpoint("127.0.0.1", 20182)
        server.cookie = "w2"
        server.secondsSinceSession = 6
        server.check.activity = CheckActivity(rawValue: 6)
        server.check.status = .layer7Passed
        server.check.code = 200
        server.check.duration = 1
        server.check.health = 4
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 1]
        return server
    }

    private static var poolDead: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "dead"
        server.weight = 1
        server.userWeight = 1
        server.failedChecks = 1
        server.downTransitions = 1
        server.secondsSinceChange = 13
        server.downtimeSeconds = 13
        server.identifier = 3
        server.estimatedConnections = 1
        server.address = endpoint("127.0.0.1", 20189)
        server.operation = .stopped
        server.check.activity = CheckActivity(rawValue: 6)
        server.check.status = .layer4Failure
        server.check.report = "Connection refused"
        server.check.health = 0
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var poolSpare: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "spare"
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 4
        server.estimatedConnections = 1
        server.address = endpoint("127.0.0.1", 20183)
        server.isBackup = true
        server.check.activity = CheckActivity(rawValue: 6)
        server.check.status = .layer7Passed
        server.check.code = 200
        server.check.health = 4
        server.maximumUsedConnections = 1
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var poolOff: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "off"
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 5
        server.address = endpoint("127.0.0.1", 20184)
        server.operation = .stopped
        server.administration = AdministrativeState(rawValue: 5)
        server.check.activity = CheckActivity(rawValue: 8)
        server.check.health = 0
        server.idleConnectionsByThread = [0, 0]
        return server
    }

    private static var poolBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.maximumSessions = 2
        backend.sessionLimit = 100
        backend.totalSessions = 14
        backend.bytesIn = 1188
        backend.bytesOut = 101982
        backend.responseErrors = 2
        backend.weight = 30
        backend.activeServers = 2
        backend.backupServers = 1
        backend.secondsSinceChange = 14
        backend.balancedSessions = 13
        backend.maximumSessionRate = 11
        backend.totalRequests = 14
        backend.connectionAttempts = 14
        backend.responses = ResponseCounts([0, 10, 0, 1, 3], other: 0)
        backend.averageTimes = StageTimes(queue: 0, connect: 0, response: 3, total: 5)
        backend.maximumTimes = StageTimes(queue: 0, connect: 0, response: 16, total: 21)
        backend.http1.openConnections = 3
        backend.http1.totalConnections = 34
        backend.http1.totalStreams = 34
        backend.http1.bytesIn = 103374
        backend.http1.bytesOut = 1494
        backend.algorithm = "leastconn"
        backend.cookieName = "SRV"
        backend.secondsSinceSession = 5
        return backend
    }

    static var plain: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "plain"
        proxy.identifier = 4
        proxy.servers.append(plainOnly)
        proxy.backend = plainBackend
        return proxy
    }

    private static var plainOnly: ServerSnapshot {
        var server = ServerSnapshot()
        server.name = "only"
        server.maximumSessions = 1
        server.totalSessions = 1
        server.bytesIn = 87
        server.bytesOut = 131
        server.weight = 1
        server.userWeight = 1
        server.secondsSinceChange = 14
        server.identifier = 1
        server.balancedSessions = 1
        server.maximumSessionRate = 1
        server.totalRequests = 1
        server.connectionAttempts = 1
        server.idleConnections = 1
        server.unsafeIdleConnections = 1
        server.estimatedConnections = 1
        server.responses = ResponseCounts([0, 1, 0, 0, 0], other: 0)
        server.averageTimes = StageTimes(queue: 0, connect: 0, response: 1, total: 4)
        server.maximumTimes = StageTimes(queue: 0, connect: 0, response: 1, total: 4)
        server.address = endpoint("127.0.0.1", 20181)
        server.secondsSinceSession = 9
        server.idleConnectionsByThread = [1, 0]
        return server
    }

    private static var plainBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.maximumSessions = 1
        backend.sessionLimit = 20
        backend.totalSessions = 1
        backend.bytesIn = 87
        backend.bytesOut = 131
        backend.weight = 1
        backend.activeServers = 1
        backend.secondsSinceChange = 14
        backend.balancedSessions = 1
        backend.maximumSessionRate = 1
        backend.totalRequests = 1
        backend.connectionAttempts = 1
        backend.responses = ResponseCounts([0, 1, 0, 0, 0], other: 0)
        backend.averageTimes = StageTimes(queue: 0, connect: 0, response: 1, total: 4)
        backend.maximumTimes = StageTimes(queue: 0, connect: 0, response: 1, total: 4)
        backend.http1.openConnections = 1
        backend.http1.totalConnections = 1
        backend.http1.totalStreams = 1
        backend.http1.bytesIn = 128
        backend.http1.bytesOut = 84
        backend.secondsSinceSession = 9
        return backend
    }

    static var nosrv: ProxySnapshot {
        var proxy = ProxySnapshot()
        proxy.name = "nosrv"
        proxy.identifier = 5
        proxy.backend = nosrvBackend
        return proxy
    }

    private static var nosrvBackend: BackendSnapshot {
        var backend = BackendSnapshot()
        backend.sessionLimit = 1
        backend.secondsSinceChange = 14
        backend.algorithm = "source"
        return backend
    }
}
