package import Addresses
package import HTTP1

/// What is known of a connection and its request beside the message itself.
package struct RuleContext: Sendable {
    /// The client, as the connection or its PROXY protocol header says.
    package var client: IPAddress
    package var clientPort: UInt16
    /// What the client came to.
    package var destination: IPAddress
    package var destinationPort: UInt16
    /// An index into `frontends`.
    package var frontend: Int
    /// An index into `backends`, once one is chosen.
    package var backend: Int?
    /// An index into the servers of the backend, once one is chosen.
    package var server: Int?
    /// In a response's rules: the method of its request, the only thing of a request's that is still known then.
    package var requestMethod: Method

    package init(
        client: IPAddress, clientPort: UInt16, destination: IPAddress, destinationPort: UInt16, frontend: Int,
        backend: Int? = nil, server: Int? = nil, requestMethod: Method = .other
    ) {
        (self.client, self.clientPort) = (client, clientPort)
        (self.destination, self.destinationPort) = (destination, destinationPort)
        (self.frontend, self.backend, self.server) = (frontend, backend, server)
        self.requestMethod = requestMethod
    }
}

/// When rules are looked at, and with that what can be seen.
package enum RulePhase: UInt8, Sendable, BitwiseCopyable {
    /// A connection has come; there is no message yet.
    case connection
    case request
    case response
}
