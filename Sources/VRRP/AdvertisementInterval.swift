/// The time between two advertisements as a packet carries it: whole seconds in VRRPv2 (RFC 3768 §5.3.7), centiseconds
/// in VRRPv3 (RFC 5798 §5.2.7, "Max Adver Int").
package struct AdvertisementInterval: Hashable, Sendable {
    /// Hundredths of a second.
    package let centiseconds: Int

    package init(centiseconds: Int) {
        self.centiseconds = centiseconds
    }

    package init(seconds: Int) {
        centiseconds = seconds * 100
    }

    package var duration: Duration { Duration(nanoseconds: nanoseconds) }
    var nanoseconds: Int64 { Int64(centiseconds) * 10_000_000 }

    /// Whether a packet of this version can carry it: 1 to 255 whole seconds in VRRPv2, 1 to 4095 centiseconds in
    /// VRRPv3. Zero is none: a backup that believed it would never wait for its master.
    package func fits(_ version: ProtocolVersion) -> Bool {
        switch version {
        case .v2: centiseconds % 100 == 0 && (1...255).contains(centiseconds / 100)
        case .v3: (1...4095).contains(centiseconds)
        }
    }
}
