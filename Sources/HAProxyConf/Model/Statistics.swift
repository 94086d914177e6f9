/// `stats`: the page of a proxy.
package struct Statistics: Sendable {
    /// A login. No way of printing shows the password.
    package struct Login: Sendable, CustomStringConvertible {
        package let user: [UInt8]
        package let password: [UInt8]

        package var description: String { "(hidden)" }
    }

    /// The beginning of the path.
    package let uri: [UInt8]
    package let realm: [UInt8]
    /// Seconds, at least 1; nil: the page does not refresh itself.
    package let refresh: Int?
    /// Empty: no login is asked for.
    package let logins: [Login]
    package let hidesVersion: Bool
    package let showsLegends: Bool
    /// `show-node`; nil: not shown.
    package let node: ShownText?
    /// `show-desc`; nil: not shown.
    package let description: ShownText?
    /// `stats admin`: actions are offered when one of them holds.
    package let adminConditions: [Condition]
    package let location: SourceLocation

    package enum ShownText: Equatable, Sendable {
        /// What `global` says: `node` (or the host's name), `description`.
        case global
        case text(String)
    }
}
