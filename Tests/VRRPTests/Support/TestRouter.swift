import Addresses
import VRRP

/// A virtual router with times in milliseconds, so that a test reads as a story.
struct TestRouter {
    var router: VirtualRouter

    /// 10.0.0.2, VRID 51, one address.
    init(
        _ version: ProtocolVersion = .v3, priority: UInt8 = 100, centiseconds: Int = 100, faults: FaultSet = [],
        configure: (inout RouterSettings) -> Void = { _ in }
    ) {
        router = VirtualRouter(
            TestRouter.settings(version, priority: priority, centiseconds: centiseconds, configure: configure),
            faults: faults)
    }

    static func settings(
        _ version: ProtocolVersion = .v3, priority: UInt8 = 100, centiseconds: Int = 100,
        configure: (inout RouterSettings) -> Void = { _ in }
    ) -> RouterSettings {
        var settings = RouterSettings(
            version: version, virtualRouterID: 51, priority: priority,
            interval: AdvertisementInterval(centiseconds: centiseconds), primaryAddress: "10.0.0.2",
            addresses: ["10.0.0.10"])
        configure(&settings)
        return settings
    }

    /// What it does on `event` at `milliseconds`.
    mutating func at(_ milliseconds: Double, _ event: Event) -> [Action] {
        Array(router.handle(event, now: .at(milliseconds)))
    }

    /// What it does on an advertisement with this priority.
    mutating func hears(
        _ priority: UInt8, at milliseconds: Double, from source: IPAddress = "10.0.0.1", centiseconds: Int = 100
    ) -> [Action] {
        at(milliseconds, .heard(priority, from: source, centiseconds: centiseconds, version: router.settings.version))
    }

    /// A master since 0 ms, with nothing more to announce.
    static func master(
        _ version: ProtocolVersion = .v3, priority: UInt8 = 100, centiseconds: Int = 100,
        configure: (inout RouterSettings) -> Void = { _ in }
    ) -> TestRouter {
        var master = TestRouter(
            version, priority: priority, centiseconds: centiseconds,
            configure: {
                $0.gratuitous.masterDelay = .zero
                configure(&$0)
            })
        _ = master.at(-100_000, .startup)
        _ = master.at(0, .timerExpired)
        return master
    }

    /// A backup since 0 ms.
    static func backup(
        _ version: ProtocolVersion = .v3, priority: UInt8 = 100, centiseconds: Int = 100,
        configure: (inout RouterSettings) -> Void = { _ in }
    ) -> TestRouter {
        var backup = TestRouter(version, priority: priority, centiseconds: centiseconds, configure: configure)
        _ = backup.at(0, .startup)
        return backup
    }
}

extension Instant {
    static func at(_ milliseconds: Double) -> Instant {
        Instant(nanoseconds: Int64((milliseconds * 1_000_000).rounded()))
    }
}

extension Action {
    static func arm(_ milliseconds: Double) -> Action { .armTimer(.at(milliseconds)) }

    static func notify(_ from: Role, _ to: Role, _ reason: Transition.Reason) -> Action {
        .notify(Transition(from: from, to: to, reason: reason))
    }
}

extension Event {
    static func heard(
        _ priority: UInt8, from source: IPAddress = "10.0.0.1", centiseconds: Int = 100, version: ProtocolVersion = .v3
    ) -> Event {
        .advertisement(
            Advertisement(
                version: version, virtualRouterID: 51, priority: priority,
                interval: AdvertisementInterval(centiseconds: centiseconds)),
            source: source)
    }
}

extension [Action] {
    /// Those that others see: advertisements and announcements.
    var sent: [Action] {
        filter {
            switch $0 {
            case .sendAdvertisement, .announce: true
            default: false
            }
        }
    }

    /// When the timer shall run out.
    var armed: Instant? {
        for case .armTimer(let instant) in reversed() { return instant }
        return nil
    }
}
