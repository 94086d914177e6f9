@testable import ProxyReport

extension Sample {
    /// The process that wrote the files in `Golden`: each `show info` found more connections and bytes.
    static func process(
        connections: UInt32 = 25, bytesOut: UInt64 = 104_794, rate: UInt64 = 0, pools: UInt64 = 153_480
    ) -> ProcessSnapshot {
        var process = ProcessSnapshot()
        process.version = "2.6.12-1+deb12u4"
        process.releaseDate = "2026/10/17"
        process.threads = 2
        process.processIdentifier = 26969
        process.uptimeMilliseconds = 9733
        process.startMilliseconds = 1_795_537_174_000
        process.node = "balancer1"
        process.description = "the <first> balancer & more"
        process.descriptorLimit = 439
        process.maximumSockets = 439
        process.maximumConnections = 200
        process.hardMaximumConnections = 200
        process.currentConnections = 1
        process.totalConnections = connections
        process.totalRequests = connections - 1
        process.connectionRate = 1
        process.maximumConnectionRate = 15
        process.sessionRate = 1
        process.maximumSessionRate = 15
        process.tasks = 25
        process.jobs = 11
        process.listeners = 9
        process.totalBytesOut = bytesOut
        process.bytesOutRate = rate
        process.poolAllocatedBytes = pools
        process.poolUsedBytes = pools
        return process
    }
}
