import Addresses
import Linux

/// One raw socket, shared by the virtual routers of one family on one interface; for unicast, by all of one family.
///
/// A class, because a list cannot hold what cannot be copied.
final class AdvertisementSocket {
    struct Key: Hashable {
        let family: IPAddress.Family
        /// nil for unicast.
        let link: Int32?
    }

    let key: Key
    let socket: VRRPSocket
    let groups: Set<IPAddress>
    /// The daemon's routers that use it.
    var routers: [Int]

    init(_ key: Key, groups: Set<IPAddress>, routers: [Int], routerIDs: Set<UInt8>) throws(LinuxError) {
        self.key = key
        self.groups = groups
        self.routers = routers
        socket = try VRRPSocket(key.family, link: key.link, routerIDs: routerIDs)
        for group in groups { try socket.joinGroup(group) }
    }
}
