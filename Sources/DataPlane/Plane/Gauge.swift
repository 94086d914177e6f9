/// What is true of a frontend, a backend or a server now, over all threads.
package enum Gauge: Int, CaseIterable, Sendable {
    /// Sessions now (`scur`), and the most there have been (`smax`).
    case current, peak
    /// Waiting in the queue (`qcur`, `qmax`): of a server, or of a backend.
    case queued, queuedPeak
    /// Connections to a server that wait for a request.
    case idle
}

/// What is decided about a server elsewhere and obeyed by all threads. Whoever changes one raises `Plane.epoch`.
package enum ServerSetting: Int, CaseIterable, Sendable {
    /// `Server.effectiveWeight` if it takes new requests, else 0.
    case weight
    /// Whether a persistence cookie that names it is followed: 0 or 1.
    case acceptsPersistent
    /// `maxconn` as it holds now; 0 without limit.
    case connectionLimit
    /// Raised to end the sessions that the server has now (`shutdown sessions server`, `on-marked-down`).
    case shutdowns
    /// Its address, as two numbers of eight bytes (an IPv4 address is the second), the family and the port.
    case addressHigh, addressLow, isIPv6, port
    /// `cookie` values cannot change; whether checks find it up: `nbsrv` counts it.
    case isUsable
}
