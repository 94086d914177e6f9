import Addresses
import KeepalivedConf
import Linux
import VRRP

/// A virtual router at work: what was asked, its state machine, and what it has of this host.
///
/// A class, since it is one thing that goes on, and is looked at where it is: as a value, all of it was copied for each
/// advertisement.
final class RunningRouter {
    /// What an item of its `tracking` follows.
    struct Follower: Hashable {
        let subject: Subject
        /// `reverse` of something without a weight: being up is the fault.
        let isInverted: Bool
    }

    enum Subject: Hashable {
        case script(String)
        case process(String)
        case interface(String)
    }

    var instance: Instance { didSet { multicastGroup = instance.multicastGroup } }
    var machine: VirtualRouter
    /// Nil for unicast. Looked at for each packet; all of `instance` would be copied for that.
    private(set) var multicastGroup: IPAddress?
    /// Its advertisement as it was sent last.
    var prepared: PreparedAdvertisement?
    var tracking = Tracking()
    var followers: [Follower] = []
    /// When its timer runs out.
    var deadline: Instant?
    /// The interface it speaks on; nil while there is none.
    var link: Link?
    /// Which of the daemon's sockets it uses.
    var socket: Int?
    /// Addresses and routes that it has put on interfaces.
    var held: [HeldAddress] = []
    var heldRoutes: [Route] = []
    /// Whether what comes for its addresses is dropped (`no_accept`).
    var isShielded = false
    var refusalLines = RateLimiter(limit: 5, per: .seconds(60))
    var noticeLines = RateLimiter(limit: 10, per: .seconds(60))
    var errorLines = RateLimiter(limit: 5, per: .seconds(60))
    /// Its group in the daemon's list.
    var group: Int?

    init(instance: Instance, machine: VirtualRouter) {
        self.instance = instance
        multicastGroup = instance.multicastGroup
        self.machine = machine
    }

    var isMaster: Bool { machine.role == .master }
}

/// An advertisement, written once and sent until something in it changes.
struct PreparedAdvertisement {
    let priority: UInt8
    /// One for each destination.
    let packets: [VRRPPacket]
}

/// An address that is on an interface because of us.
struct HeldAddress: Hashable {
    let address: InterfaceAddress
    let linkIndex: Int32
}

/// Virtual routers that move together.
struct RunningGroup {
    let group: KeepalivedConf.SyncGroup
    var state = VRRP.SyncGroup()
    /// Indices of the daemon's routers.
    var members: [Int]
}

extension Role {
    /// keepalived's word for it.
    var word: String {
        switch self {
        case .initialize: "INIT"
        case .backup: "BACKUP"
        case .master: "MASTER"
        case .fault: "FAULT"
        }
    }
}
