/// VRRP as all balancers speak it (RFC 3768, RFC 5798; keepalived.conf(5)).
package struct VRRPSettings: Hashable, Sendable {
    /// 2 or 3. IPv6 VIPs always speak version 3.
    package var version: Int
    /// virtual_router_id, 1...255.
    package var routerID: Int
    /// Advertisement_Interval: whole seconds in version 2; 10 ms to 40.95 s, in centiseconds, in version 3.
    package var interval: Duration
    /// Whether a recovered balancer with a higher priority takes the VIP back.
    package var preempt: Bool
    /// How long a recovered balancer waits before it does.
    package var preemptDelay: Duration
    /// PASS authentication (version 2 only), at most 8 characters.
    package var authentication: Secret?
    /// Advertise to each other's addresses instead of the multicast group.
    package var unicast: Bool

    package init(
        version: Int = 2, routerID: Int = 51, interval: Duration = .seconds(1), preempt: Bool = true,
        preemptDelay: Duration = .zero, authentication: Secret? = nil, unicast: Bool = false
    ) {
        self.version = version
        self.routerID = routerID
        self.interval = interval
        self.preempt = preempt
        self.preemptDelay = preemptDelay
        self.authentication = authentication
        self.unicast = unicast
    }
}
