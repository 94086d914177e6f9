/// How far one side of a session is, with HAProxy's numbers.
package enum SideState: UInt8, Sendable {
    case initial = 0
    case requested = 1
    case queued = 2
    case tarpitted = 3
    case assigned = 4
    case connecting = 5
    case connectionError = 6
    case ready = 7
    case established = 8
    case disconnected = 9
    case closed = 10

    var word: String {
        switch self {
        case .initial: "INI"
        case .requested: "REQ"
        case .queued: "QUE"
        case .tarpitted: "TAR"
        case .assigned: "ASS"
        case .connecting: "CON"
        case .connectionError: "CER"
        case .ready: "RDY"
        case .established: "EST"
        case .disconnected: "DIS"
        case .closed: "CLO"
        }
    }
}

/// What of a session's bytes flows one way. Expiries are milliseconds from now, nil for never.
package struct ChannelSnapshot: Sendable {
    /// Bytes received and not yet sent on.
    package var bufferedBytes: UInt32 = 0
    package var bufferSize: UInt32 = 0
    package var totalBytes: UInt64 = 0
    /// Bytes that are sent on without being looked at; nil is all.
    package var bytesToForward: UInt64?
    /// Bytes in a pipe (splice).
    package var pipedBytes: UInt64 = 0
    package var readExpiry: Int?
    package var writeExpiry: Int?
    package var analysisExpiry: Int?

    package init() {}
}

/// A side of a session.
package struct SideSnapshot: Sendable {
    package var state = SideState.initial
    /// Nil without a connection.
    package var descriptor: Int32?
    /// Our own end and the other end of it.
    package var local: EndpointAddress?
    package var remote: EndpointAddress?

    package init() {}
}

/// A session that goes on now. Names are empty where there is none.
package struct SessionSnapshot: Sendable {
    /// What `show sess` and `shutdown session` call it; not 0.
    package var identifier: UInt64 = 0
    /// Its number since the process started.
    package var number: UInt32 = 0
    /// Milliseconds since 1970 when it was accepted.
    package var acceptMilliseconds: Int64 = 0
    package var ageSeconds: UInt32 = 0
    package var frontend = ""
    package var frontendIdentifier: UInt32 = 0
    package var frontendMode = ProxyMode.http
    package var listener = ""
    package var listenerIdentifier: UInt32 = 0
    /// Nil before a backend is chosen.
    package var backend: String?
    package var backendIdentifier: UInt32 = 0
    package var backendMode = ProxyMode.http
    /// Nil before a server is chosen.
    package var server: String?
    package var serverIdentifier: UInt32 = 0
    /// How often its loop turned to it.
    package var calls: UInt32 = 0
    package var retries: UInt32 = 0
    /// Waits in a queue.
    package var isQueued = false
    /// Milliseconds until it, or its attempt to connect, is ended; nil for never.
    package var expiry: Int?
    package var connectExpiry: Int?
    package var client = SideSnapshot()
    package var upstream = SideSnapshot()
    package var request = ChannelSnapshot()
    package var response = ChannelSnapshot()

    package init() {}

    /// `tcpv4`, `tcpv6`, or the runtime socket's `unix_stream`.
    var protocolName: String {
        guard let remote = client.remote else { return "unix_stream" }
        return remote.isIPv6 ? "tcpv6" : "tcpv4"
    }
}
