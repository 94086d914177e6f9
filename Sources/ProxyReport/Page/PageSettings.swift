/// How the configuration wants the statistics page (configuration.txt §4.2, "stats …").
package struct PageSettings: Sendable {
    /// `stats uri`.
    package var uri = "/haproxy?stats"
    /// Seconds of `stats refresh`; nil without.
    package var refreshSeconds: UInt32?
    package var hidesVersion = false
    /// Addresses, cookies, algorithms and numbers are shown.
    package var showsLegends = false
    /// `stats show-node`: the node's name.
    package var node: String?
    /// `stats show-desc`: the node's description.
    package var description: String?
    /// Whether this client may act (`stats admin`).
    package var isAdmin = false

    package init() {}

    /// Seconds for the field Refresh of the answer; nil for none.
    package func refresh(_ options: PageOptions) -> UInt32? { options.stopsRefresh ? nil : refreshSeconds }
}
