import Glibc

/// Two connected stream sockets.
struct SocketPair: ~Copyable {
    let near: Descriptor
    let far: Descriptor

    /// Blocking ends are for a program that expects them.
    /// - Throws: What the system says, such as that there are too many open files.
    init(isBlocking: Bool) throws(SystemError) {
        let flags = Int32(SOCK_CLOEXEC.rawValue) | (isBlocking ? 0 : Int32(SOCK_NONBLOCK.rawValue))
        var ends: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | flags, 0, &ends) == 0 else {
            throw SystemError.last()
        }
        near = Descriptor(owning: ends[0])
        far = Descriptor(owning: ends[1])
    }

    /// Both ends as bare numbers; whoever takes them closes them.
    consuming func release() -> (near: Int32, far: Int32) {
        (near.release(), far.release())
    }
}
