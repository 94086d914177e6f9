import Glibc
import Testing

@testable import SSH

/// A port of loopback that accepts connections and says nothing, or is so full that it accepts none.
final class Listener: Sendable {
    private let socket: Descriptor
    private let fillers: [Int32]
    let port: Int

    init(isFull: Bool = false) throws {
        socket = Descriptor(owning: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        port = try Server.bindToFreePort(socket.number)
        try #require(listen(socket.number, isFull ? 0 : 16) == 0)
        var fillers: [Int32] = []
        if isFull {
            let endpoint = try #require(try Endpoint.resolve(SSHAddress(host: "127.0.0.1", port: port)).first)
            while fillers.count < 20,
                let filler = try? endpoint.connect(within: .milliseconds(100), isAbandoned: { false })
            {
                fillers.append(filler.release())
            }
        }
        self.fillers = fillers
    }

    /// A socket in the file system.
    init(path: String) throws {
        socket = Descriptor(owning: Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
        (port, fillers) = (0, [])
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try #require(isBound && listen(socket.number, 16) == 0)
    }

    deinit { for filler in fillers { close(filler) } }
}
