internal import CLinux

/// Whole files, read with a limit and written in one step.
package enum File {
    /// What stands in a file.
    ///
    /// - Parameters:
    ///   - limit: the most bytes it may have; EFBIG beyond.
    ///   - acceptsPipes: also from a pipe or a terminal, waiting for whoever writes there. A daemon must not.
    /// - Throws: EISDIR for a folder, EINVAL for what else is no file.
    package static func read(
        _ path: String, limit: Int, acceptsPipes: Bool = false
    ) throws(LinuxError) -> [UInt8] {
        let context = "read \(path)"
        // O_NONBLOCK: opening a pipe must not wait for its writer, before it is known to be a pipe.
        let descriptor = try open(path, O_RDONLY | (acceptsPipes ? 0 : O_NONBLOCK), context)
        let status = try FileStatus(descriptor, path)
        switch status.kind {
        case .regular: break
        case .folder: throw LinuxError(call: "open", code: EISDIR, context: context)
        default:
            guard acceptsPipes else {
                throw LinuxError(call: "open", code: EINVAL, context: context, detail: "it is not a regular file")
            }
        }
        return try read(descriptor, limit: limit, context)
    }

    /// What is left to read from a descriptor, up to its end.
    ///
    /// - Throws: EFBIG if that is more than `limit` bytes.
    package static func read(
        _ descriptor: borrowing Descriptor, limit: Int, _ context: @autoclosure () -> String
    ) throws(LinuxError) -> [UInt8] {
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: max(1, min(limit, 65_535) + 1))
        while let count = try descriptor.read(into: &buffer, context()), count > 0 {
            guard contents.count + count <= limit else {
                let detail = "it is longer than \(limit) bytes"
                throw LinuxError(call: "read", code: EFBIG, context: context(), detail: detail)
            }
            contents += buffer[..<count]
        }
        return contents
    }

    /// Replaces a file in one step: whoever reads it finds the old text or the new, also after a crash. A link at
    /// `path` is replaced, not followed.
    ///
    /// - Parameters:
    ///   - mode: the permission bits, whatever the umask says.
    ///   - waitsForDisk: until it is there for good, which can take seconds; what must not wait does without, and after a
    ///     crash of the machine may have lost it.
    package static func write(
        _ contents: Span<UInt8>, to path: String, mode: UInt32 = 0o644, waitsForDisk: Bool = true
    ) throws(LinuxError) {
        let context = "write \(path)"
        let draft = "\(path).\(getpid()).new"
        // One that a process of our number left when it crashed.
        _ = unsafe linux_unlink(draft)
        do throws(LinuxError) {
            try fill(draft, contents, mode, waitsForDisk: waitsForDisk, context)
            try attempt("rename", context) { unsafe linux_rename(draft, path) }
        } catch {
            _ = unsafe linux_unlink(draft)
            throw error
        }
        guard waitsForDisk else { return }
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let opened = try open(folder, O_RDONLY | O_DIRECTORY, context)
        try attempt("fsync", context) { linux_sync(opened.number) }
    }

    private static func fill(
        _ path: String, _ contents: Span<UInt8>, _ mode: UInt32, waitsForDisk: Bool, _ context: String
    ) throws(LinuxError) {
        // O_EXCL: neither a link that somebody has put here nor a file of somebody else's.
        let descriptor = try open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, context, mode: 0o600)
        try descriptor.writeAll(contents, context)
        try attempt("fchmod", context) { linux_set_mode(descriptor.number, mode) }
        if waitsForDisk { try attempt("fsync", context) { linux_sync(descriptor.number) } }
    }

    /// open(2); it closes on exec.
    static func open(
        _ path: String, _ flags: Int32, _ context: String, mode: UInt32 = 0
    ) throws(LinuxError) -> Descriptor {
        guard !path.utf8.contains(0) else {
            throw LinuxError(call: "open", code: EINVAL, context: context, detail: "the path contains a NUL")
        }
        return Descriptor(owning: Int32(try attempt("open", context) { unsafe linux_open(path, flags, mode) }))
    }
}
