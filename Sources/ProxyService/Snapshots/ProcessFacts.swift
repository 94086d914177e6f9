import Balancing
internal import CLinux
import Linux

/// What does not change while a worker lives.
struct ProcessFacts: Sendable {
    let version: String
    let hostname: String
    let granted: DescriptorBudget.Granted
    let threads: Int
    let process = UInt32(bitPattern: getpid())
    let started = Instant.now
    let startedWall = WallClock.now

    init(version: String, hostname: String, granted: DescriptorBudget.Granted, threads: Int) {
        self.version = version
        self.hostname = hostname
        self.granted = granted
        self.threads = threads
    }
}
