package import Addresses

package enum Mode: Hashable, Sendable {
    case tcp
    case http
}

/// What becomes of a connection after a response (`option http-keep-alive` and its like). Of frontend and backend the
/// one that closes more decides.
package enum ConnectionMode: Int, Hashable, Sendable {
    case keepAlive
    /// `option http-server-close`: the server's connection is closed.
    case serverClose
    /// `option httpclose`: both are.
    case close
}

/// A `frontend`, or the client side of a `listen`.
package struct Frontend: Sendable {
    package let name: String
    /// HAProxy's number of the proxy (`iid` of the statistics): both sides of a `listen` have the same.
    package let id: Int
    package let location: SourceLocation
    /// The other side of a `listen`, an index into `backends`; nil for a `frontend`. When a request is handled by its
    /// own other side, the rules (which both sides have) run once, as those of the frontend.
    package let ownBackend: Int?
    package let description: String?
    package let mode: Mode
    /// `disabled`: it does not listen.
    package let isDisabled: Bool
    /// One for each address and port. In HAProxy a frontend without one is idle; it is a warning.
    package let binds: [Bind]
    /// Connections at once; nil: only `Global.maxConnections` limits them.
    package let maxConnections: Int?
    /// Of listening sockets; nil: as many as `maxConnections`.
    package let backlog: Int?
    package let timeouts: ClientTimeouts
    package let connectionMode: ConnectionMode
    package let forwardedFor: ForwardedFor?
    package let logging: Logging
    /// What conditions refer to.
    package let acls: [ACL]
    package let connectionRules: [ConnectionRule]
    package let requestRules: [HTTPRule]
    package let responseRules: [HTTPRule]
    /// The first whose condition holds chooses the backend.
    package let backendRules: [BackendRule]
    /// When no rule does: an index into `backends`. For a `listen` without `default_backend` its own.
    package let defaultBackend: Int?
    package let statistics: Statistics?
    /// The path and query that are answered with 200 and not logged, compared exactly.
    package let monitorURI: [UInt8]?
    package let errorPages: [ErrorPage]
}

/// One address and port that a frontend listens on.
package struct Bind: Sendable {
    package let address: IPAddress
    package let port: UInt16
    /// For an IPv6 socket: whether it also takes IPv4 (`v4v6`: true, `v6only`: false); nil: as the system is set.
    package let takesIPv4: Bool?
    /// Whether a PROXY protocol header (version 1 or 2) must come first.
    package let acceptsProxyHeader: Bool
    package let name: String?
    /// Connections of this line's sockets at once; nil: the frontend's.
    package let maxConnections: Int?
    package let backlog: Int?
    /// Numbers the `bind` lines of the frontend from 0: addresses of one line share `maxConnections`.
    package let lineIndex: Int
    package let location: SourceLocation
}

/// How long a client may be silent. nil: for ever.
package struct ClientTimeouts: Equatable, Sendable {
    package let client: Duration?
    /// After one side has closed; nil: `client`.
    package let clientFin: Duration?
    /// For a whole request head; nil: `client`.
    package let httpRequest: Duration?
    /// Until the first byte of the next request; nil: `httpRequest`, and without that `client`.
    package let httpKeepAlive: Duration?
}

/// `option forwardfor`: a header tells the server who the client is.
package struct ForwardedFor: Equatable, Sendable {
    /// Usually X-Forwarded-For.
    package let header: [UInt8]
    /// Clients of this network are not told.
    package let exception: Network?
    /// Only when the request has no such header yet.
    package let ifNone: Bool
}
