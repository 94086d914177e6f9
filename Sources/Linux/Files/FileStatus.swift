internal import CLinux

/// Who owns a file, what it is, and who may do what with it (stat(2)).
package struct FileStatus: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case regular
        case folder
        case link
        case socket
        case pipe
        case other
    }

    package let kind: Kind
    /// The permission bits, 0o7777 at most.
    package let mode: UInt32
    package let owner: UInt32
    package let group: UInt32
    package let size: Int64
    let device: UInt64
    let inode: UInt64

    /// What a path names.
    ///
    /// - Parameter followsLink: what a symbolic link at its end leads to, instead of the link.
    package init(_ path: String, followsLink: Bool = true) throws(LinuxError) {
        var file = linux_file()
        try attempt("stat", "look at \(path)") { unsafe linux_stat(path, followsLink ? 1 : 0, &file) }
        self.init(file)
    }

    /// What is open.
    init(_ descriptor: borrowing Descriptor, _ path: String) throws(LinuxError) {
        var file = linux_file()
        try attempt("fstat", "look at \(path)") { unsafe linux_stat_descriptor(descriptor.number, &file) }
        self.init(file)
    }

    private init(_ file: linux_file) {
        kind =
            switch file.mode & 0o170000 {
            case 0o100000: .regular
            case 0o040000: .folder
            case 0o120000: .link
            case 0o140000: .socket
            case 0o010000: .pipe
            default: .other
            }
        mode = file.mode & 0o7777
        owner = file.owner
        group = file.group
        size = file.size
        (device, inode) = (file.device, file.inode)
    }

    /// Whether both are the same file.
    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }
}
