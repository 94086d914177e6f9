import Glibc

/// Wakes a thread that waits in `Waiting.forSocket`, from any other thread.
final class Alarm: Sendable {
    private let near: Descriptor
    private let far: Descriptor

    init() throws(SystemError) {
        let ends = try SocketPair(isBlocking: false).release()
        near = Descriptor(owning: ends.near)
        far = Descriptor(owning: ends.far)
    }

    /// A full socket is an alarm that rings already.
    func ring() {
        _ = unsafe send(near.number, [1], 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }

    func silence() {
        var rings = [UInt8](repeating: 0, count: 64)
        while unsafe recv(far.number, &rings, rings.count, Int32(MSG_DONTWAIT)) == rings.count {}
    }

    var number: Int32 { far.number }
}

enum Waiting {
    struct Interest: OptionSet {
        let rawValue: Int16
        static let input = Interest(rawValue: Int16(POLLIN))
        static let output = Interest(rawValue: Int16(POLLOUT))
        /// Reported whether asked for or not.
        static let trouble = Interest(rawValue: Int16(POLLERR) | Int16(POLLHUP) | Int16(POLLNVAL))
    }

    /// Waits until the socket is as wished, the alarm rings, or `limit` has passed.
    static func forSocket(
        _ socket: Int32, _ interest: Interest, alarm: Alarm? = nil, limit: Duration
    ) -> Interest {
        var entries = [
            pollfd(fd: socket, events: interest.rawValue, revents: 0),
            pollfd(fd: alarm?.number ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let ready = unsafe poll(&entries, 2, limit.milliseconds)
        guard ready > 0 else { return [] }
        if entries[1].revents != 0 { alarm?.silence() }
        return Interest(rawValue: entries[0].revents)
    }
}

extension Duration {
    /// Whole milliseconds for a system call, rounded up so that a wait never ends early, from 0 to a day.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let day: Int64 = 86_400
        return Int32(min(seconds, day) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
