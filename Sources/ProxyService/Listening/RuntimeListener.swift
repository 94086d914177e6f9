import Addresses
internal import CLinux
import HAProxyConf
import Linux

/// A runtime socket that is open: a path or an address.
final class RuntimeListener {
    private enum Kind: ~Copyable {
        case path(UnixListener)
        case address(Descriptor)
    }

    private let kind: Kind

    private init(_ kind: consuming Kind) { self.kind = kind }

    var descriptor: Int32 {
        switch kind {
        case .path(let listener): listener.descriptor.number
        case .address(let descriptor): descriptor.number
        }
    }

    /// The one that is open already, with the rights that the configuration wants now, or a new one.
    static func open(_ socket: RuntimeSocket, keeping old: RuntimeListener?) throws(LinuxError) -> RuntimeListener {
        switch socket.endpoint {
        case .ip(let address, let port):
            if let old { return old }
            let text = address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
            return RuntimeListener(
                .address(try SocketTable.listen(address, port, takesIPv4: nil, backlog: 16, text)))
        case .path(let path):
            let mode = UInt32(socket.mode ?? 0o777) & (socket.mode == nil ? ~linux_umask() : 0o7777)
            let listener: RuntimeListener
            if let old {
                listener = old
            } else {
                listener = RuntimeListener(.path(try UnixListener(at: path, mode: mode)))
            }
            try listener.permit(path, mode: mode, socket)
            return listener
        }
    }

    private func permit(_ path: String, mode: UInt32, _ socket: RuntimeSocket) throws(LinuxError) {
        let user = try socket.user.map { (wanted) throws(LinuxError) in try Identity.user(wanted) }
        let group = try socket.group.map { (wanted) throws(LinuxError) in try Identity.group(wanted) }
        var result = unsafe linux_set_path_mode(path, mode)
        if result >= 0, user != nil || group != nil {
            result = unsafe linux_set_path_owner(path, user ?? .max, group ?? .max)
        }
        guard result < 0 else { return }
        throw LinuxError(call: "chown", code: Int32(-result), context: "give \(path) to its user")
    }
}
