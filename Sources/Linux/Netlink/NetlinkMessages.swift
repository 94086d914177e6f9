internal import CLinux

/// One netlink message in a datagram (netlink(7)).
struct NetlinkMessage: Equatable {
    /// RTM_NEWLINK, NLMSG_DONE, …
    let kind: UInt16
    let flags: UInt16
    let sequence: UInt32
    /// Where the payload stands in the datagram.
    let payload: Range<Int>
}

/// Walks the messages of a datagram. Whatever the lengths in it say, the walk ends and stays inside the datagram.
struct NetlinkMessages {
    static let headerLength = 16

    private var position = 0

    /// The next message in `datagram`, nil at the end or at a length that cannot be.
    mutating func next(in datagram: Span<UInt8>) -> NetlinkMessage? {
        guard let length = datagram.native32(at: position).map({ Int($0) }), length >= Self.headerLength,
            length <= datagram.count - position, let kind = datagram.native16(at: position + 4),
            let flags = datagram.native16(at: position + 6), let sequence = datagram.native32(at: position + 8)
        else { return nil }
        let payload = position + Self.headerLength..<position + length
        position += netlinkAligned(length)
        return NetlinkMessage(kind: kind, flags: flags, sequence: sequence, payload: payload)
    }
}

/// One attribute of a message (rtnetlink(7)).
struct NetlinkAttribute: Equatable {
    let kind: UInt16
    let payload: Range<Int>
}

/// Walks the attributes in a part of a datagram. Whatever the lengths in it say, the walk ends and stays in that part.
struct NetlinkAttributes {
    private var position: Int
    private let end: Int

    /// - Parameter range: where the attributes stand; what of it is outside the datagram is as if it were not there.
    init(in range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The attributes that follow a fixed structure of `length` bytes in `message`.
    init(of message: NetlinkMessage, after length: Int) {
        let start = min(message.payload.lowerBound + netlinkAligned(length), message.payload.upperBound)
        self.init(in: start..<message.payload.upperBound)
    }

    /// The next attribute in `datagram`, nil at the end or at a length that cannot be.
    mutating func next(in datagram: Span<UInt8>) -> NetlinkAttribute? {
        // A length of less than 4 would stand still for ever.
        guard let length = datagram.native16(at: position).map({ Int($0) }), length >= 4,
            length <= min(end, datagram.count) - position, let kind = datagram.native16(at: position + 2)
        else { return nil }
        let payload = position + 4..<position + length
        position += netlinkAligned(length)
        // The upper two bits say that it is nested, and its byte order; neither is part of its name.
        return NetlinkAttribute(kind: kind & 0x3FFF, payload: payload)
    }
}

/// `length` rounded up to where the next message or attribute begins (NLMSG_ALIGN, RTA_ALIGN).
func netlinkAligned(_ length: Int) -> Int { (length + 3) & ~3 }
