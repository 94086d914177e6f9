internal import CLinux

/// A name that one process of a network namespace can have at a time (abstract addresses, unix(7)): what keeps two
/// daemons of a kind apart. It is free when its owner has ended, however that was.
package struct SoleName: ~Copyable {
    private let descriptor: Descriptor

    /// - Throws: EADDRINUSE if another process has the name.
    package init(_ name: String) throws(LinuxError) {
        let context = "take the name \(name)"
        guard let address = SocketAddress(path: "@\(name)") else {
            throw LinuxError(call: "bind", code: EINVAL, context: context, detail: "it is too long")
        }
        let descriptor = try Descriptor.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, context)
        try descriptor.bind(address, context)
        self.descriptor = consume descriptor
    }
}
