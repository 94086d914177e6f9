/// When gratuitous ARP and unsolicited neighbour advertisements are sent. The defaults are keepalived's.
package struct GratuitousSettings: Hashable, Sendable {
    /// `garp_master_delay`: the second set comes so long after becoming master; none if zero.
    package var masterDelay: Duration = .seconds(5)
    /// `garp_master_repeat`: rounds in each of these sets. A round is one message for each virtual address.
    package var masterRepeat: Int = 5
    /// `garp_lower_prio_delay`: another set so long after an advertisement of a lower master; none if zero.
    package var lowerPriorityDelay: Duration = .seconds(5)
    /// `garp_lower_prio_repeat`: rounds in a set that answers a lower master; zero turns them off.
    package var lowerPriorityRepeat: Int = 5
    /// `garp_master_refresh`: a set so often while master; never if zero.
    package var refresh: Duration = .zero
    /// `garp_master_refresh_repeat`: rounds in a refreshing set.
    package var refreshRepeat: Int = 1

    package init() {}
}
