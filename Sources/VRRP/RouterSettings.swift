package import Addresses

/// What a virtual router is configured to do. A value that does not change while it runs; `Event.reload` replaces it.
package struct RouterSettings: Sendable {
    /// 255: the router whose own addresses these are (RFC 5798 §5.2.4).
    package static let ownerPriority: UInt8 = 255

    package var version: ProtocolVersion
    /// 1…255.
    package var virtualRouterID: UInt8
    /// 1…255, before any weight of `Tracking`.
    package var priority: UInt8
    /// Of its own advertisements. It must fit the version.
    package var interval: AdvertisementInterval
    /// What it sends from; its family is the virtual router's. Ties are broken by it (RFC 5798 §6.4.3).
    package var primaryAddress: IPAddress
    /// The addresses in its advertisements, in the order of the configuration, all of one family.
    package var addresses: [IPAddress]
    /// VRRPv2 only.
    package var authentication: Authentication = .none
    package var transport: Transport = .multicast
    /// Preempt_Mode (RFC 5798 §6.1); false is `nopreempt`. An owner preempts always.
    package var preempts = true
    /// `preempt_delay`: how long a lower master is still put up with.
    package var preemptDelay: Duration = .zero
    /// `state MASTER`. As in keepalived it matters for an owner alone, which then starts as master at once; everybody
    /// else begins as a backup and waits.
    package var startsAsMaster = false
    /// Accept_Mode (RFC 5798 §6.1): whether packets to the virtual addresses are for this host.
    package var accepts = true
    /// False is `skip_check_adv_addr`: the addresses are compared only in the first packet of a new master.
    package var checksEveryAddressList = true
    /// False is `lower_prio_no_advert`: an advertisement of a lower master is not answered with one of ours.
    package var answersLowerPriority = true
    /// `higher_prio_send_advert`: a master that gives way to a higher one says so with a last advertisement, so that
    /// the higher one, which may not have heard it before, announces the addresses again. keepalived's default is no;
    /// ours is yes, or neighbours would keep the dead entry after a split brain.
    package var advertisesBeforeGivingWay = true
    package var gratuitous = GratuitousSettings()
    /// Whether it belongs to a sync group: then it becomes master only when the group says so.
    package var isInSyncGroup = false

    package init(
        version: ProtocolVersion, virtualRouterID: UInt8, priority: UInt8, interval: AdvertisementInterval,
        primaryAddress: IPAddress, addresses: [IPAddress]
    ) {
        self.version = version
        self.virtualRouterID = virtualRouterID
        self.priority = priority
        self.interval = interval
        self.primaryAddress = primaryAddress
        self.addresses = addresses
    }

    /// Whether the kernel shall take packets to the virtual addresses: with `accept`, or as their owner.
    package var acceptsPackets: Bool { accepts || priority == RouterSettings.ownerPriority }

    /// Whether a router with these settings can go on with `other` by a reload. If not, it is another virtual router:
    /// stop this one and start that one.
    package func isSameRouter(as other: RouterSettings) -> Bool {
        version == other.version && virtualRouterID == other.virtualRouterID
            && primaryAddress.family == other.primaryAddress.family
    }

    /// What it expects of advertisements, if `master` is the last master heard.
    package func expectations(master: IPAddress?) -> Expectations {
        Expectations(
            version: version, virtualRouterID: virtualRouterID, family: primaryAddress.family,
            authentication: authentication, interval: interval, addresses: addresses,
            trustedSource: checksEveryAddressList ? nil : master, primaryAddress: primaryAddress,
            transport: transport)
    }

    /// The advertisement it sends as master.
    package func advertisement(priority: UInt8) -> Advertisement {
        Advertisement(version: version, virtualRouterID: virtualRouterID, priority: priority, interval: interval)
    }
}
