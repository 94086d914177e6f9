@testable import ProxyReport

extension Sample {
    /// The process that wrote the files in `Golden`: each `show info` found more connections and bytes.
    static func process(
        connections: UInt32 = 44, bytesOut: UInt64 = 105_130, rate: UInt64 = 32, pools: UInt64 = 154_512
    ) -> ProcessSnapshot {
        var process = ProcessSnapshot()
        process.version = "2.6.12-1+deb12u4"
        process.releaseDate = "2026/10/17"
        process.threads = 2
        process.processIdentifier = 30719
        process.uptimeMilliseconds = 14476
        process.startMilliseconds = 1_795_538_253_000
        process.node = "balancer1"
        process.description = "the <first> balancer & more"
        process.descriptorLimit = 439
        process.maximumSockets = 439
        process.maximumConnections = 200
        process.hardMaximumConnections = 200
        process.currentConnections = 1
        process.totalConnections = connections
        process.totalRequests = connections - 20
        process.connectionRate = 1
        process.maximumConnectionRate = 15
        process.sessionRate = 1
        process.maximumSessionRate = 15
        process.tasks = 28
        process.jobs = 11
        process.listeners = 9
        process.totalBytesOut = bytesOut
        process.bytesOutRate = rate
        process.poolAllocatedBytes = pools
        process.poolUsedBytes = pools
        return process
    }
}
