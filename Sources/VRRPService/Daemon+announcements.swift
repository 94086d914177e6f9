import Addresses
import KeepalivedConf
import Linux
import VRRP

/// Gratuitous ARP and unsolicited neighbour advertisements, spaced as `garp_interval` and `gna_interval` ask.
extension Daemon {
    /// Messages of one family share their pace with those of other virtual routers on the interface.
    struct PacerKey: Hashable {
        let interface: String
        let family: IPAddress.Family
    }

    func queueAnnouncements(_ index: Int, rounds: Int) {
        let instance = routers[index].instance
        let key = PacerKey(interface: instance.interface, family: instance.family)
        let spacing =
            instance.family == .ipv4 ? instance.gratuitousARP.interval : instance.gratuitousARP.neighbourInterval
        pacers[key, default: GratuitousPacer(interval: spacing)].add(
            router: index, addressCount: routers[index].held.count, rounds: rounds)
        sendAnnouncements(.now)
    }

    /// Sends the messages that are due.
    func announce(_ now: Instant) {
        if let due = announcementIsDue, due <= now { sendAnnouncements(now) }
    }

    private func sendAnnouncements(_ now: Instant) {
        var forwarding: [Int32: Bool] = [:]
        // Looked at first: changing one while they are walked through copies them all.
        for (key, pacer) in pacers where pacer.deadline.map({ $0 <= now }) ?? false {
            while let message = pacers[key]?.next(now: now) {
                guard routers.indices.contains(message.router),
                    routers[message.router].held.indices.contains(message.address)
                else { continue }
                announce(routers[message.router].held[message.address], message.router, &forwarding)
            }
        }
        announcementIsDue = nil
        for pacer in pacers.values { announcementIsDue.keepEarlier(pacer.deadline) }
    }

    /// - Parameter forwarding: of links, as far as it was asked for: a file is read for it.
    private func announce(_ held: HeldAddress, _ index: Int, _ forwarding: inout [Int32: Bool]) {
        guard let hardwareAddress = interfaces.link(held.linkIndex)?.hardwareAddress else { return }
        let address = held.address.address
        if address.family == .ipv6, forwarding[held.linkIndex] == nil {
            forwarding[held.linkIndex] = forwardsIPv6(held.linkIndex)
        }
        var buffer = takeBuffer()
        defer { giveBack(&buffer) }
        var span = buffer.mutableSpan
        let count =
            switch address.family {
            case .ipv4: VRRP.GratuitousARP.encode(into: &span, address: address, hardwareAddress: hardwareAddress)
            case .ipv6:
                NeighbourAdvertisement.encode(
                    into: &span, address: address, hardwareAddress: hardwareAddress,
                    isRouter: forwarding[held.linkIndex] ?? false)
            }
        guard let count else { return }
        do throws(LinuxError) {
            try frames.send(buffer.span.extracting(first: count), on: held.linkIndex)
        } catch {
            complain(index, "\(error)")
        }
    }

    private func forwardsIPv6(_ linkIndex: Int32) -> Bool {
        guard let name = interfaces.link(linkIndex)?.name else { return false }
        return (try? Sysctl.interface("ipv6", name, "forwarding").value()) == "1"
    }
}
