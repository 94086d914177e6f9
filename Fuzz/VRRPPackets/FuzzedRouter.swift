import Addresses
import VRRP

/// A virtual router that hears what the script says.
struct FuzzedRouter {
    private var router: VirtualRouter
    private var now = Instant(nanoseconds: 0)
    private var armed: Instant?
    private var holdsAddresses = false

    /// The virtual routers to choose from: both versions and families, with and without a password, multicast and
    /// unicast. Made once, so that an input costs no time to prepare.
    private static let choices: [RouterSettings] = [
        settings(.v2, "10.0.0.2", ["10.0.0.10"]),
        settings(.v2, "10.0.0.2", ["10.0.0.10", "10.0.0.11"]) { $0.authentication = .password(.init("secret")) },
        settings(.v3, "10.0.0.2", ["10.0.0.10"]),
        settings(.v3, "10.0.0.2", ["10.0.0.10", "10.0.0.11", "10.0.0.12"]) {
            $0.preempts = false
            $0.checksEveryAddressList = false
        },
        settings(.v3, "fe80::2", ["fe80::10", "fd00::10"]) { $0.preemptDelay = .seconds(3) },
        settings(.v3, "10.0.0.2", []) {
            $0.transport = .unicast(
                peers: [UnicastPeer(address: "10.0.0.1", hopLimits: 200...255)], checksSource: true)
        },
        settings(.v3, "10.0.0.2", ["10.0.0.10"]) { $0.priority = 255 },
        settings(.v3, "10.0.0.2", ["10.0.0.10"]) { $0.isInSyncGroup = true },
    ]

    private static let sources: [IPAddress] = [
        "10.0.0.1", "10.0.0.3", "10.0.0.2", "fe80::1", "fe80::3", "10.0.0.1", "10.0.0.1", "fe80::1",
    ]

    private static func settings(
        _ version: ProtocolVersion, _ address: IPAddress, _ addresses: [IPAddress],
        configure: (inout RouterSettings) -> Void = { _ in }
    ) -> RouterSettings {
        var settings = RouterSettings(
            version: version, virtualRouterID: 51, priority: 100, interval: AdvertisementInterval(seconds: 1),
            primaryAddress: address, addresses: addresses)
        settings.startsAsMaster = true
        configure(&settings)
        return settings
    }

    init(choice: UInt8) {
        router = VirtualRouter(FuzzedRouter.choices[Int(choice) % FuzzedRouter.choices.count])
        perform(.startup)
    }

    /// Time passes; then a packet, the timer, or another event.
    mutating func step(_ input: Span<UInt8>, _ cursor: inout FuzzCursor) {
        let kind = cursor.byte(of: input)
        now = now + .milliseconds(Int64(cursor.byte(of: input)) * 20)
        switch kind % 8 {
        case 0: perform(.timerExpired)
        case 1: perform(.faultRaised(FaultSet(rawValue: UInt16(cursor.byte(of: input)))))
        case 2: perform(.faultCleared(FaultSet(rawValue: UInt16(cursor.byte(of: input)))))
        case 3: perform(.priorityChanged(max(1, cursor.byte(of: input))))
        case 4: perform(.groupBecomes(kind & 8 == 0 ? .master : .backup))
        case 5: hearSpoilt(input, &cursor, mendsChecksum: kind & 8 == 0)
        default: hear(input, &cursor, mendsChecksum: kind & 8 == 0)
        }
    }

    /// - Parameter mendsChecksum: makes the checksum right, so that what lies behind that check is reached too.
    private mutating func hear(_ input: Span<UInt8>, _ cursor: inout FuzzCursor, mendsChecksum: Bool) {
        let header = header(input, &cursor)
        let range = cursor.range(Int(cursor.byte(of: input)), of: input)
        var message = InlineArray<256, UInt8>(repeating: 0)
        for index in range { message[index - range.lowerBound] = input[index] }
        if mendsChecksum, range.count >= 8 { mendChecksum(&message, range.count, header) }
        hear(message, range.count, header)
    }

    /// An advertisement as a router of the same configuration sends it, with one byte spoilt.
    private mutating func hearSpoilt(_ input: Span<UInt8>, _ cursor: inout FuzzCursor, mendsChecksum: Bool) {
        let header = header(input, &cursor)
        let settings = router.settings
        let advertisement = Advertisement(
            version: settings.version, virtualRouterID: settings.virtualRouterID,
            priority: cursor.byte(of: input), interval: settings.interval)
        var message = InlineArray<256, UInt8>(repeating: 0)
        var buffer = message.mutableSpan
        let source = settings.primaryAddress.family == header.source.family ? header.source : settings.primaryAddress
        guard
            let length = advertisement.encode(
                into: &buffer, addresses: settings.addresses, authentication: settings.authentication,
                source: source, destination: FuzzedRouter.group(source.family))
        else { preconditionFailure("a good advertisement was not encoded") }
        message[Int(cursor.byte(of: input)) % length] ^= cursor.byte(of: input)
        if mendsChecksum { mendChecksum(&message, length, header) }
        hear(message, length, header)
    }

    private func header(_ input: Span<UInt8>, _ cursor: inout FuzzCursor) -> PacketHeader {
        let source = FuzzedRouter.sources[Int(cursor.byte(of: input)) % FuzzedRouter.sources.count]
        return PacketHeader(
            source: source, destination: FuzzedRouter.group(source.family), hopLimit: ~(cursor.byte(of: input) & 0x0F))
    }

    private static func group(_ family: IPAddress.Family) -> IPAddress {
        family == .ipv4 ? PacketHeader.multicastGroupV4 : PacketHeader.multicastGroupV6
    }

    private mutating func hear(_ message: InlineArray<256, UInt8>, _ count: Int, _ header: PacketHeader) {
        let expectations = router.expectations
        do throws(Refusal) {
            let payload = message.span.extracting(0..<count)
            let advertisement = try router.decode(payload, header: header)
            if advertisement.misconfiguration == nil {
                RoundTrip.check(advertisement, payload, header, expectations)
            }
            perform(.advertisement(advertisement, source: header.source))
        } catch {
            guard router.counters[error] == 1 else { return }
            let payload = message.span.extracting(0..<count)
            let words = error.explanation(of: payload, header: header, expecting: expectations)
            precondition(!words.isEmpty, "refused without a word")
        }
    }

    private func mendChecksum(_ message: inout InlineArray<256, UInt8>, _ count: Int, _ header: PacketHeader) {
        message[6] = 0
        message[7] = 0
        let sum = RoundTrip.checksum(message.span.extracting(0..<count), header)
        message[6] = UInt8(sum >> 8)
        message[7] = UInt8(sum & 0xFF)
    }

    private mutating func perform(_ event: Event) {
        if event == .timerExpired { armed = nil }
        let actions = router.handle(event, now: now)
        for index in 0..<actions.count {
            switch actions[index] {
            case .armTimer(let instant): armed = instant
            case .disarmTimer: armed = nil
            case .addAddresses: hold(true)
            case .removeAddresses: hold(false)
            case .announce(let rounds): precondition(holdsAddresses && rounds > 0, "announced without addresses")
            case .sendAdvertisement, .replaceAddresses, .notify, .note: break
            }
        }
        precondition(armed == router.deadline, "the timer does not stand at the deadline")
        precondition(holdsAddresses == (router.role == .master), "a master has the addresses, and nobody else")
    }

    private mutating func hold(_ isHeld: Bool) {
        precondition(holdsAddresses != isHeld, "addresses added or removed twice")
        holdsAddresses = isHeld
    }
}

extension IPAddress: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let address = IPAddress(text) else { preconditionFailure("\(text) is no IP address") }
        self = address
    }
}
