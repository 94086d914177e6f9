/// What who reached the runtime socket may do (`stats socket … level`, management.txt §9.3).
package enum AccessLevel: UInt8, Sendable, Comparable {
    /// Look, but not at addresses and sessions.
    case user
    /// Look at all, and clear the maxima.
    case `operator`
    /// Change what is running.
    case admin

    package static func < (left: AccessLevel, right: AccessLevel) -> Bool { left.rawValue < right.rawValue }
}
