/// The times that RFC 3768 §6.1 and RFC 5798 §6.1 define.
package enum Timers {
    /// Skew_Time: the lower the priority, the longer.
    /// - VRRPv2: (256 − Priority) / 256 seconds.
    /// - VRRPv3: ((256 − Priority) × Master_Adver_Interval) / 256.
    package static func skewTime(
        _ version: ProtocolVersion, priority: UInt8, masterInterval: AdvertisementInterval
    ) -> Nanoseconds {
        let unit = version == .v2 ? AdvertisementInterval(seconds: 1) : masterInterval
        return unit.nanoseconds * (256 - Int64(priority)) / 256
    }

    /// Master_Down_Interval = 3 × Master_Adver_Interval + Skew_Time. In VRRPv2 the master's interval is our own.
    package static func masterDownInterval(
        _ version: ProtocolVersion, priority: UInt8, masterInterval: AdvertisementInterval
    ) -> Nanoseconds {
        3 * masterInterval.nanoseconds + skewTime(version, priority: priority, masterInterval: masterInterval)
    }

    /// Not `Duration`, which counts with 128 bits, and by calls: that cost more than all else that a packet asks for.
    package typealias Nanoseconds = Int64
}
