/// The process at one moment: what `show info` and the head of the page tell.
package struct ProcessSnapshot: Sendable {
    package var productName = "HAProxy"
    package var version = ""
    package var releaseDate = ""
    package var threads: UInt32 = 1
    package var processIdentifier: UInt32 = 0
    /// Milliseconds since it started.
    package var uptimeMilliseconds: UInt64 = 0
    /// Milliseconds since 1970 when it started.
    package var startMilliseconds: UInt64 = 0
    package var node = ""
    package var description: String?

    package var memoryLimitMegabytes: UInt32 = 0
    /// Bytes of the buffer pools: taken from the system, and in use.
    package var poolAllocatedBytes: UInt64 = 0
    package var poolUsedBytes: UInt64 = 0
    package var poolFailures: UInt32 = 0
    package var descriptorLimit: UInt32 = 0
    package var maximumSockets: UInt32 = 0
    package var maximumConnections: UInt32 = 0
    package var hardMaximumConnections: UInt32 = 0
    package var currentConnections: UInt32 = 0
    package var totalConnections: UInt32 = 0
    package var totalRequests: UInt32 = 0
    package var maximumPipes: UInt32 = 0
    package var usedPipes: UInt32 = 0
    package var freePipes: UInt32 = 0
    package var connectionRate: UInt32 = 0
    package var connectionRateLimit: UInt32 = 0
    package var maximumConnectionRate: UInt32 = 0
    package var sessionRate: UInt32 = 0
    package var sessionRateLimit: UInt32 = 0
    package var maximumSessionRate: UInt32 = 0
    package var tasks: UInt32 = 0
    package var runQueue: UInt32 = 0
    package var idlePercent: UInt32 = 100
    package var isStopping = false
    package var jobs: UInt32 = 0
    package var unstoppableJobs: UInt32 = 0
    package var listeners: UInt32 = 0
    package var droppedLogs: UInt32 = 0
    package var totalBytesOut: UInt64 = 0
    package var totalSplicedBytesOut: UInt64 = 0
    package var bytesOutRate: UInt64 = 0

    package init() {}
}
