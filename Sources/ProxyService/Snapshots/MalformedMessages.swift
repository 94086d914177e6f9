import DataPlane
import HAProxyConf
import ProxyReport

/// The last malformed request of each frontend and the last malformed response of each backend (`show errors`).
struct MalformedMessages {
    private var requests: [Int: ErrorSnapshot] = [:]
    private var responses: [Int: ErrorSnapshot] = [:]
    /// How many there ever were.
    private(set) var count: UInt32 = 0

    /// - Parameter milliseconds: now, since 1970.
    mutating func keep(_ message: Hooks.Malformed, _ configuration: HAProxyConfiguration, at milliseconds: Int64) {
        let frontend = configuration.frontends[message.frontend]
        let backend = message.backend.map { configuration.backends[$0] }
        let client = ErrorSnapshot.Party(name: frontend.name, identifier: UInt32(clamping: frontend.id))
        let pool = backend.map { ErrorSnapshot.Party(name: $0.name, identifier: UInt32(clamping: $0.id)) }
        var snapshot = ErrorSnapshot(proxy: message.isResponse ? pool ?? client : client)
        snapshot.isResponse = message.isResponse
        snapshot.milliseconds = milliseconds
        snapshot.other = message.isResponse ? client : pool
        if let backend, let index = message.server {
            let server = backend.servers[index]
            snapshot.server = ErrorSnapshot.Party(name: server.name, identifier: UInt32(clamping: server.id))
        }
        snapshot.event = count
        snapshot.client = EndpointAddress(message.client.address, port: message.client.port)
        snapshot.offset = message.offset
        snapshot.bytes = message.bytes
        snapshot.position = message.position
        count &+= 1
        if message.isResponse {
            responses[message.backend ?? -1] = snapshot
        } else {
            requests[message.frontend] = snapshot
        }
    }

    /// In the order of the proxies' numbers, a request before a response.
    var all: [ErrorSnapshot] {
        (Array(requests.values) + Array(responses.values)).sorted { left, right in
            left.proxy.identifier == right.proxy.identifier
                ? !left.isResponse && right.isResponse : left.proxy.identifier < right.proxy.identifier
        }
    }
}
