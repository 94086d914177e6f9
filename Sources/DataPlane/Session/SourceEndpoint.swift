package import Addresses

/// Who a client is.
package struct SourceEndpoint: Sendable, Hashable {
    package var address: IPAddress
    package var port: UInt16
}
