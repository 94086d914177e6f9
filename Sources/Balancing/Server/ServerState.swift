/// What a server does, as far as its checks and its slow start say (HAProxy's `srv_state`). Whether an operator lets it
/// is in `AdministrativeState`: the two never mix, so that a passing check cannot end a maintenance.
///
/// | operational | administrative | new requests | persistent requests | effective weight |
/// |---|---|---|---|---|
/// | stopped | ready | no | only with `option persist` | as asked |
/// | starting | ready | yes | yes | rises over `slowstart` |
/// | running | ready | yes | yes | as asked |
/// | stopping | ready | no | yes | as asked |
/// | any but stopped | drain | no | yes | as asked |
/// | stopped | maintenance | no | no | as asked |
/// | running, weight 0 | ready | no | yes | 0 |
///
/// A server in maintenance is always stopped; its checks rest. Leaving maintenance it is up at once, and the first
/// check that fails takes it down again.
package enum OperationalState: UInt8, Hashable, Sendable, CaseIterable {
    /// Down: a check failed often enough, or maintenance. The numbers are those of `show servers state`.
    case stopped = 0
    /// Up since less than `slowstart`.
    case starting = 1
    case running = 2
    /// Up, but it asked for no new work (`NOLB`).
    case stopping = 3
}

/// What the configuration and the operator want of a server (HAProxy's `srv_admin`; the bits of `show servers state`).
package struct AdministrativeState: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// `set server … state maint`, `disable server`, or `disabled` in the configuration.
    package static let forcedMaintenance = AdministrativeState(rawValue: 0x01)
    /// The configuration said `disabled`; kept for `show servers state` and no state of its own.
    package static let configuredMaintenance = AdministrativeState(rawValue: 0x04)
    /// `set server … state drain`.
    package static let forcedDrain = AdministrativeState(rawValue: 0x08)

    package var isMaintenance: Bool { contains(.forcedMaintenance) }
    package var isDrain: Bool { contains(.forcedDrain) }
}
