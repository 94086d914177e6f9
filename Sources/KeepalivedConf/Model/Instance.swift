package import Addresses

/// `vrrp_instance`: a virtual router.
package struct Instance: Hashable, Sendable {
    package enum Version: Int, Hashable, Sendable {
        case v2 = 2
        case v3 = 3
    }

    package enum InitialState: Hashable, Sendable {
        case master
        case backup
    }

    /// Where adverts go and come from.
    package enum Transport: Hashable, Sendable {
        case multicast(group: IPAddress)
        /// At least one peer, no address twice. `checksSource`: adverts of others are not believed.
        case unicast(peers: [UnicastPeer], checksSource: Bool)
    }

    /// A line of `unicast_peer`.
    package struct UnicastPeer: Hashable, Sendable {
        package let address: IPAddress
        /// The TTLs of its adverts that are believed.
        package let hopLimits: ClosedRange<UInt8>
    }

    package let name: String
    package let location: SourceLocation
    package let initialState: InitialState
    package let interface: String
    package let interfaceLocation: SourceLocation
    /// 1 to 255.
    package let virtualRouterID: Int
    /// 1 to 255; 255 owns the addresses.
    package let priority: Int
    package let version: Version
    package let family: IPAddress.Family
    /// Version 2: whole seconds, 1 to 255. Version 3: hundredths of a second, 0.01 to 40.95 s.
    package let advertisementInterval: Duration
    /// The simple password of RFC 2338; only in version 2.
    package let password: Password?
    package let preempts: Bool
    /// Zero unless the initial state is backup and it preempts.
    package let preemptDelay: Duration
    /// Whether packets for the addresses are taken while not their owner.
    package let accepts: Bool
    /// The source of adverts; nil: the primary address of the interface.
    package let sourceAddress: IPAddress?
    package let transport: Transport
    /// Of one family, `family`; at least one.
    package let virtualAddresses: [VirtualAddress]
    /// Not told in adverts; of any family.
    package let excludedAddresses: [VirtualAddress]
    package let routes: [VirtualRoute]
    package let tracking: Tracking
    /// Whether a fault of `interface` is a fault of the instance.
    package let tracksInterface: Bool
    package let notifications: Notifications
    package let gratuitousARP: GratuitousARP
    /// Whether a master that hears a lower priority stays silent.
    package let ignoresLowerPriority: Bool
    /// Whether a master that hears a higher priority answers once more before it gives way; nil: the file does not say
    /// (keepalived then does not).
    package let answersHigherPriority: Bool?
    /// Whether the addresses of an advert are compared only when its sender changes.
    package let skipsAddressCheck: Bool
    /// nil: no macvlan is made.
    package let virtualMAC: VirtualMAC?
    /// 0 to 4, without meaning, as in keepalived.
    package let debugLevel: Int
}

/// When a master announces its addresses, by gratuitous ARP or unsolicited neighbour advertisements.
package struct GratuitousARP: Hashable, Sendable {
    /// From becoming master to the second block; zero: there is none.
    package let delay: Duration
    /// How many a block has; at least 1.
    package let count: Int
    /// From one refresh to the next; zero: none.
    package let refresh: Duration
    package let refreshCount: Int
    /// The same after a lower priority was heard; the count may be 0.
    package let lowerPriorityDelay: Duration
    package let lowerPriorityCount: Int
    /// The least time between two gratuitous ARP of an interface.
    package let interval: Duration
    /// The same for neighbour advertisements.
    package let neighbourInterval: Duration
}

/// A macvlan that has the virtual router's MAC address (use_vmac).
package struct VirtualMAC: Hashable, Sendable {
    /// At most 15 bytes; no two instances have the same.
    package let interface: String
    /// Six octets.
    package let address: [UInt8]
    /// Whether adverts go through the interface below (vmac_xmit_base).
    package let transmitsOnBase: Bool
    package let location: SourceLocation
}

/// The password of version 2. No way of printing shows it.
package struct Password: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Eight bytes, the end filled with zeros, as in the packet.
    package let bytes: [UInt8]

    /// - Precondition: at most eight bytes.
    init(_ text: [UInt8]) {
        precondition(text.count <= 8, "a password has at most 8 bytes")
        bytes = text + [UInt8](repeating: 0, count: 8 - text.count)
    }

    package var description: String { "(hidden)" }
    package var debugDescription: String { description }
}

#if !hasFeature(Embedded)
    // Where there is reflection, it is a way of printing.
    extension Password: CustomReflectable {
        package var customMirror: Mirror { Mirror(self, children: []) }
    }
#endif
