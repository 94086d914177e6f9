import Glibc

/// A file descriptor with one owner, closed when the owner ends.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    init(owning number: Int32) { self.number = number }

    /// Gives the descriptor up; whoever takes the number closes it.
    consuming func release() -> Int32 {
        let number = self.number
        discard self
        return number
    }

    deinit { _ = Glibc.close(number) }
}

/// The words of an error number of the system: `Connection refused`.
struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    let number: Int32

    /// The error of the system call that has just failed: read before anything else can touch errno.
    @inline(never)
    static func last() -> SystemError { SystemError(number: errno) }

    var isMissingFile: Bool { number == ENOENT || number == ENOTDIR }

    var description: String {
        var words = [CChar](repeating: 0, count: 256)
        let failed = unsafe strerror_r(number, &words, words.count) != 0
        let text = String(decoding: words.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return failed || text.isEmpty ? "system error \(number)" : text
    }
}
