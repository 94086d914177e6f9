import Addresses
internal import CLinux
import KeepalivedConf
import Linux
import VRRP

/// Packets in and out. Nothing here allocates for each packet, except what is to be logged.
extension Daemon {
    func send(_ index: Int, priority: UInt8, _ now: Instant) {
        if let number = routers[index].socket { send(index, priority: priority, over: sockets[number]) }
    }

    func send(_ index: Int, priority: UInt8, over socket: AdvertisementSocket) {
        let router = routers[index]
        if router.prepared?.priority != priority { router.prepared = prepare(router, priority, socket) }
        guard let packets = router.prepared?.packets else { return }
        for packet in packets {
            do throws(LinuxError) {
                try socket.socket.send(packet)
            } catch {
                complain(index, "\(error)")
            }
        }
    }

    private func prepare(
        _ router: RunningRouter, _ priority: UInt8, _ socket: AdvertisementSocket
    ) -> PreparedAdvertisement {
        let destinations = router.multicastGroup.map { [$0] } ?? router.instance.peers
        var buffer = takeBuffer()
        defer { giveBack(&buffer) }
        var packets: [VRRPPacket] = []
        for destination in destinations {
            var span = buffer.mutableSpan
            guard let made = router.machine.encode(into: &span, priority: priority, destination: destination) else {
                continue
            }
            packets.append(
                socket.socket.packet(
                    buffer.span.extracting(first: made.count), from: made.source, to: destination,
                    on: router.link?.index ?? 0))
        }
        return PreparedAdvertisement(priority: priority, packets: packets)
    }

    /// One packet that waits on a socket. If there are more, the poller says so again, and timers have their turn before
    /// the next, whatever floods us. Asking until there are none would cost a system call more for each advertisement.
    func receive(on number: Int, _ now: Instant) {
        guard sockets.indices.contains(number) else { return }
        do throws(LinuxError) {
            switch try sockets[number].socket.receive(into: &packet) {
            case .nothing, .malformed: return
            case .packet(let received): take(received, from: sockets[number], now)
            }
        } catch {
            // A link that went away: its own event says so.
            log.log(.debug, "\(error)")
        }
    }

    private func take(_ received: ReceivedPacket, from socket: AdvertisementSocket, _ now: Instant) {
        guard received.payload.count >= 2 else { return }
        let identifier = packet[received.payload.lowerBound + 1]
        for index in socket.routers where isFor(index, received, identifier) { take(received, index, now) }
    }

    private func isFor(_ index: Int, _ received: ReceivedPacket, _ identifier: UInt8) -> Bool {
        guard routers[index].machine.settings.virtualRouterID == identifier else { return false }
        // A group's socket is on the router's own interface.
        if let group = routers[index].multicastGroup { return received.destination == group }
        let own = routers[index].machine.settings.primaryAddress
        // A link-local address says nothing without its interface.
        return received.destination == own && (!own.isLinkLocal || received.linkIndex == routers[index].link?.index)
    }

    private func take(_ received: ReceivedPacket, _ index: Int, _ now: Instant) {
        let header = PacketHeader(
            source: received.source, destination: received.destination, hopLimit: received.hopLimit)
        // Read to its end before it is answered: the answer is written into the same buffer.
        if let advertisement = read(received, header, index, now) {
            handle(.advertisement(advertisement, source: received.source), index, now)
        }
    }

    /// - Returns: nil for one that is refused. What is wrong is counted, and told if that is not too often.
    private func read(
        _ received: ReceivedPacket, _ header: PacketHeader, _ index: Int, _ now: Instant
    ) -> Advertisement? {
        let buffer = packet
        let payload = buffer.span.extracting(received.payload)
        do throws(Refusal) {
            let advertisement = try routers[index].machine.decode(payload, header: header)
            if let misconfiguration = advertisement.misconfiguration {
                tell(misconfiguration, payload, header, index, isBelieved: true, now)
            }
            return advertisement
        } catch {
            tell(error, payload, header, index, isBelieved: false, now)
            return nil
        }
    }

    private func tell(
        _ refusal: Refusal, _ payload: Span<UInt8>, _ header: PacketHeader, _ index: Int, isBelieved: Bool,
        _ now: Instant
    ) {
        guard case .pass(let suppressed) = routers[index].refusalLines.ask(now: now) else { return }
        let words = refusal.explanation(
            of: payload, header: header, expecting: routers[index].machine.expectations, isBelieved: isBelieved)
        let more = suppressed > 0 ? " (and \(suppressed) lines like this)" : ""
        log.log(.warning, "(\(routers[index].instance.name)) \(words)\(more)")
    }

    /// The one buffer, for the time of a call. Taken out of the daemon, as a span cannot reach into a class.
    func takeBuffer() -> [UInt8] {
        var buffer: [UInt8] = []
        swap(&buffer, &packet)
        return buffer
    }

    func giveBack(_ buffer: inout [UInt8]) { swap(&buffer, &packet) }

    // MARK: Sockets

    /// Opens a socket for each interface and family that virtual routers speak on, and closes those no longer needed.
    /// Those that stay are not opened anew, so that no advertisement is missed.
    func openSockets() {
        for router in routers {
            router.socket = nil
            router.prepared = nil
        }
        var wanted: [AdvertisementSocket.Key: [Int]] = [:]
        for index in routers.indices {
            guard let link = speakingLink(of: routers[index]) else { continue }
            let isMulticast = routers[index].instance.multicastGroup != nil
            wanted[.init(family: routers[index].instance.family, link: isMulticast ? link.index : nil), default: []]
                .append(index)
        }
        let before = sockets
        sockets = []
        for (key, members) in wanted { open(key, members, instead: before.first { $0.key == key }) }
        for socket in before where !sockets.contains(where: { $0 === socket }) {
            try? poller.remove(socket.socket.descriptor)
        }
    }

    private func open(_ key: AdvertisementSocket.Key, _ members: [Int], instead old: AdvertisementSocket?) {
        let groups = Set(members.compactMap { routers[$0].instance.multicastGroup })
        let identifiers = Set(members.map { routers[$0].machine.settings.virtualRouterID })
        let token = Token(.advertisements, UInt32(sockets.count)).value
        do throws(LinuxError) {
            if let old, old.groups == groups {
                try old.socket.setRouterIDs(identifiers)
                try poller.change(old.socket.descriptor, .reading, token: token)
                old.routers = members
                sockets.append(old)
            } else {
                let socket = try AdvertisementSocket(key, groups: groups, routers: members, routerIDs: identifiers)
                try poller.add(socket.socket.descriptor, .reading, token: token)
                sockets.append(socket)
            }
            for member in members { routers[member].socket = sockets.count - 1 }
        } catch {
            for member in members { complain(member, "\(error)") }
        }
    }
}
