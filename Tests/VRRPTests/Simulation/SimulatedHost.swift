import Addresses
import VRRP

/// A host with its own clock and one virtual router, or several in a sync group.
struct SimulatedHost {
    let settings: [RouterSettings]
    /// Nanoseconds of its clock for one of the true ones, and what it shows at the beginning.
    let rate: Double
    let offset: Int64
    /// Nil while it is off.
    var routers: [VirtualRouter]?
    var group: SyncGroup?
    var faults: FaultSet = []
    /// For each router: which timer is the last one set. An older one that runs out is no more.
    var timers: [Int]
    /// For each router: whether its addresses are on the interface.
    var holds: [Bool]

    init(_ settings: [RouterSettings], driftPerMillion: Double, offset: Int64) {
        self.settings = settings
        rate = 1 + driftPerMillion / 1_000_000
        self.offset = offset
        timers = Array(repeating: 0, count: settings.count)
        holds = Array(repeating: false, count: settings.count)
    }

    var isHealthy: Bool { routers != nil && faults.isEmpty }

    func local(_ time: Int64) -> Instant {
        Instant(nanoseconds: offset + Int64(Double(time) * rate))
    }

    /// The true time at which its clock shows `instant`, or a little later.
    func real(_ instant: Instant) -> Int64 {
        Int64((Double(instant.nanoseconds - offset) / rate).rounded(.up)) + 1
    }
}
