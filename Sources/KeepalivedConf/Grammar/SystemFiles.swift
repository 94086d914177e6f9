internal import CLinux

extension SourceFiles {
    /// The files of this machine. Only regular files are read, so that no fifo and no device holds the program.
    package static let system = SourceFiles(read: readRegularFile, matches: globMatches)
}

@Sendable
private func readRegularFile(_ path: String, _ limit: Int) -> Result<[UInt8], SourceFiles.Failure> {
    // The path is a String's own copy, ended by a zero, for the time of the call; so is glob's pattern below.
    let descriptor = unsafe linux_open(path, O_RDONLY | O_NONBLOCK, 0)
    guard descriptor >= 0 else { return .failure(systemFailure(descriptor)) }
    defer { close(Int32(descriptor)) }
    var file = linux_file()
    let result = unsafe linux_stat_descriptor(Int32(descriptor), &file)
    guard result >= 0 else { return .failure(systemFailure(result)) }
    guard file.mode & UInt32(S_IFMT) == UInt32(S_IFREG) else {
        return .failure(SourceFiles.Failure(reason: "it is not a regular file"))
    }
    return readAll(Int32(descriptor), limit)
}

private func readAll(_ descriptor: CInt, _ limit: Int) -> Result<[UInt8], SourceFiles.Failure> {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while content.count <= limit {
        // The pointer lives for the call only, and the count is the buffer's own.
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe linux_read(descriptor, $0.baseAddress, $0.count) }
        if count == -Int(EINTR) { continue }
        guard count >= 0 else { return .failure(systemFailure(count)) }
        guard count > 0 else { break }
        content += chunk.prefix(count)
    }
    return .success(content)
}

/// - Parameter result: a negative errno.
private func systemFailure(_ result: Int) -> SourceFiles.Failure {
    // strerror's text is copied before anything else can change it; only one thread loads a configuration.
    let words = unsafe strerror(Int32(-result)).map { unsafe String(cString: $0) }
    return SourceFiles.Failure(reason: words ?? "error \(-result)")
}

@Sendable
private func globMatches(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
    // glob(3) answered 0: gl_pathv holds gl_pathc strings until globfree.
    return (0..<Int(unsafe found.gl_pathc)).compactMap { index in
        unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
    }
}
