/// The last message of a proxy that was no valid HTTP: a request that its frontend read, or a response that its backend
/// read.
package struct ErrorSnapshot: Sendable {
    /// A proxy or a server.
    package struct Party: Sendable {
        package let name: String
        package let identifier: UInt32

        package init(name: String, identifier: UInt32) {
            self.name = name
            self.identifier = identifier
        }
    }

    package var isResponse = false
    /// Milliseconds since 1970.
    package var milliseconds: Int64 = 0
    /// Who read it.
    package var proxy: Party
    /// The backend of a request, the frontend of a response.
    package var other: Party?
    package var server: Party?
    /// Its number among all such events, from 0.
    package var event: UInt32 = 0
    package var client: EndpointAddress?
    /// Bytes of the stream before those captured.
    package var offset: UInt64 = 0
    /// What was read, as far as it was kept.
    package var bytes: [UInt8] = []
    /// Which of the bytes is wrong.
    package var position: Int = 0
    /// What was being read: HAProxy's name and number of it.
    package var state = "MSG_ERROR"
    package var stateNumber: UInt8 = 0
    package var chunkLength: UInt64 = 0
    package var bodyLength: UInt64 = 0
    package var bufferSize: Int = 16384

    package init(proxy: Party) { self.proxy = proxy }
}
