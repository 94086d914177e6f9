import Addresses
import KeepalivedConf
import VRRP

extension RouterSettings {
    /// What an instance of keepalived.conf asks for.
    ///
    /// - Parameter source: the address to send from; nil while the interface has none.
    init(_ instance: Instance, source: IPAddress?, isInSyncGroup: Bool) {
        let unspecified = instance.family == .ipv4 ? IPAddress(v4: 0) : IPAddress(v6: 0, 0)
        self.init(
            version: instance.version == .v2 ? .v2 : .v3, virtualRouterID: UInt8(clamping: instance.virtualRouterID),
            priority: UInt8(clamping: instance.priority),
            interval: AdvertisementInterval(centiseconds: Int(instance.advertisementInterval / .milliseconds(10))),
            primaryAddress: source ?? unspecified, addresses: instance.virtualAddresses.map { $0.address })
        if let password = instance.password { authentication = .password(.init(bytes: password.bytes)) }
        if case .unicast(let peers, let checksSource) = instance.transport {
            transport = .unicast(
                peers: peers.map { UnicastPeer(address: $0.address, hopLimits: $0.hopLimits) },
                checksSource: checksSource)
        }
        preempts = instance.preempts
        preemptDelay = instance.preemptDelay
        startsAsMaster = instance.initialState == .master
        accepts = instance.accepts
        checksEveryAddressList = !instance.skipsAddressCheck
        answersLowerPriority = !instance.ignoresLowerPriority
        gratuitous = GratuitousSettings(instance.gratuitousARP)
        // Not written: ours is to answer, or neighbours would keep the dead entry after a split brain.
        advertisesBeforeGivingWay = instance.answersHigherPriority ?? true
        self.isInSyncGroup = isInSyncGroup
    }
}

extension GratuitousSettings {
    init(_ settings: KeepalivedConf.GratuitousARP) {
        self.init()
        masterDelay = settings.delay
        masterRepeat = settings.count
        lowerPriorityDelay = settings.lowerPriorityDelay
        lowerPriorityRepeat = settings.lowerPriorityCount
        refresh = settings.refresh
        refreshRepeat = settings.refreshCount
    }
}

extension Instance {
    /// 224.0.0.18 or ff02::12 unless configured otherwise; nil for unicast.
    var multicastGroup: IPAddress? {
        if case .multicast(let group) = transport { group } else { nil }
    }

    var peers: [IPAddress] {
        if case .unicast(let peers, _) = transport { peers.map({ $0.address }) } else { [] }
    }
}
