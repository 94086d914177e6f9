/// What each host of a lab may use at most; nil is no limit.
package struct HostLimits: Hashable, Sendable, Codable {
    /// Bytes of memory, page cache included.
    package var memory: UInt64?
    /// Processor cores, as a share of time: 1 or 0.5.
    package var cpus: Double?

    package init(memory: UInt64? = nil, cpus: Double? = nil) {
        self.memory = memory
        self.cpus = cpus
    }

    package static let none = HostLimits()
}
