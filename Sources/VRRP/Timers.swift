/// The times that RFC 3768 §6.1 and RFC 5798 §6.1 define.
package enum Timers {
    /// Skew_Time: the lower the priority, the longer.
    /// - VRRPv2: (256 − Priority) / 256 seconds.
    /// - VRRPv3: ((256 − Priority) × Master_Adver_Interval) / 256.
    package static func skewTime(
        _ version: ProtocolVersion, priority: UInt8, masterInterval: AdvertisementInterval
    ) -> Duration {
        let unit = version == .v2 ? AdvertisementInterval(seconds: 1) : masterInterval
        return Duration(nanoseconds: unit.nanoseconds * (256 - Int64(priority)) / 256)
    }

    /// Master_Down_Interval = 3 × Master_Adver_Interval + Skew_Time. In VRRPv2 the master's interval is our own.
    package static func masterDownInterval(
        _ version: ProtocolVersion, priority: UInt8, masterInterval: AdvertisementInterval
    ) -> Duration {
        Duration(nanoseconds: 3 * masterInterval.nanoseconds)
            + skewTime(version, priority: priority, masterInterval: masterInterval)
    }
}
