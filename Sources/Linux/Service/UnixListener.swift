internal import CLinux

/// Who is at the other end of a local connection (SO_PEERCRED, unix(7)).
package struct PeerCredentials: Hashable, Sendable {
    package let process: Int32
    package let user: UInt32
    package let group: UInt32
}

/// Accepts local connections at a path (unix(7), SOCK_STREAM). Takes its file away when its owner lets go of it.
@usableFromInline
package struct UnixListener: ~Copyable {
    package let descriptor: Descriptor
    package let path: String
    /// The file we made, so that a successor's is left alone.
    private let file: FileStatus

    /// Listens at `path`. A socket file that a dead process left there is replaced, in one step.
    ///
    /// - Parameters:
    ///   - mode: who may connect: 0o600 for the owner only, 0o660 for a group too.
    ///   - group: the group of the file; nil for our own.
    /// - Throws: EADDRINUSE if somebody listens there, EEXIST if something else than a socket is there.
    package init(at path: String, mode: UInt32 = 0o600, group: UInt32? = nil) throws(LinuxError) {
        let context = "listen at \(path)"
        try Self.refuseWhatIsAlive(at: path, context)
        let draft = "\(path).\(getpid()).new"
        let address = try SocketAddress.unix(path, draft, context)
        _ = unsafe linux_unlink(draft)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = try Descriptor.socket(AF_UNIX, kind, 0, context)
        // Before it is bound, so that nobody can connect in between; afterwards exactly, whatever the umask took.
        try attempt("fchmod", context) { linux_set_mode(descriptor.number, mode & 0o600) }
        try descriptor.bind(address, context)
        let file: FileStatus
        do throws(LinuxError) {
            if let group { try attempt("chown", context) { unsafe linux_set_path_owner(draft, .max, group) } }
            try attempt("chmod", context) { unsafe linux_set_path_mode(draft, mode) }
            try attempt("listen", context) { linux_listen(descriptor.number, 16) }
            file = try FileStatus(draft, followsLink: false)
            try attempt("rename", context) { unsafe linux_rename(draft, path) }
        } catch {
            _ = unsafe linux_unlink(draft)
            throw error
        }
        self.descriptor = descriptor
        self.path = path
        self.file = file
    }

    deinit {
        guard let present = try? FileStatus(path, followsLink: false), present.isSameFile(as: file) else { return }
        _ = unsafe linux_unlink(path)
    }

    private static func refuseWhatIsAlive(at path: String, _ context: String) throws(LinuxError) {
        guard let present = try? FileStatus(path, followsLink: false) else { return }
        guard present.kind == .socket else {
            throw LinuxError(call: "bind", code: EEXIST, context: context, detail: "what is there is not a socket")
        }
        if (try? UnixConnection(to: path)) != nil {
            throw LinuxError(call: "bind", code: EADDRINUSE, context: context, detail: "is another clusterd running?")
        }
    }

    /// The next connection, nil if none waits. It does not wait, on reading and writing either.
    package func accept() throws(LinuxError) -> UnixConnection? {
        do throws(LinuxError) {
            guard
                let number = try attemptIfReady(
                    "accept", "accept a connection at \(path)", { linux_accept(descriptor.number) })
            else { return nil }
            return UnixConnection(Descriptor(owning: Int32(number)), path: path)
        } catch let error where error.code == ECONNABORTED {
            return nil
        }
    }
}

extension SocketAddress {
    /// The address of `draft`, with an error that speaks of `path`.
    static func unix(_ path: String, _ draft: String, _ context: String) throws(LinuxError) -> SocketAddress {
        guard let address = SocketAddress(path: draft) else {
            throw LinuxError(
                call: "bind", code: ENAMETOOLONG, context: context,
                detail: "the path of a socket may have \(107 - (draft.utf8.count - path.utf8.count)) bytes here")
        }
        return address
    }
}
