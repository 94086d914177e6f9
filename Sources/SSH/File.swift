import Glibc

/// Small files, read whole.
struct File {
    let bytes: [UInt8]
    let mode: Int
    let owner: uid_t

    /// Key and known-hosts files are small; what is larger is something else.
    private static let sizeLimit = 64 << 20

    init(reading path: String) throws(SystemError) {
        let number = unsafe open(Self.expanded(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw SystemError.last() }
        let descriptor = Descriptor(owning: number)
        try self.init(descriptor.number)
    }

    init(_ number: Int32) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw SystemError.last() }
        if status.st_mode & S_IFMT == S_IFDIR { throw SystemError(number: EISDIR) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: EINVAL) }
        var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), Self.sizeLimit))
        var filled = 0
        while filled < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { space in
                unsafe pread(number, space.baseAddress?.advanced(by: filled), space.count - filled, off_t(filled))
            }
            if count < 0 { throw SystemError.last() }
            if count == 0 { break }
            filled += count
        }
        self.bytes = Array(bytes[..<filled])
        mode = Int(status.st_mode & 0o777)
        owner = status.st_uid
    }

    var isExposed: Bool { owner == getuid() && mode & 0o077 != 0 }

    /// `~` is the user's home, as in OpenSSH's configuration.
    static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return home + path.dropFirst()
    }

    private static var home: String {
        if let home = unsafe getenv("HOME") { return unsafe String(cString: home) }
        guard let entry = unsafe getpwuid(getuid()), let home = unsafe entry.pointee.pw_dir else { return "/" }
        return unsafe String(cString: home)
    }
}
