import Glibc

extension SourceFiles {
    /// The files of this machine. Only regular files are read, so that no fifo and no device holds the program.
    package static let system = SourceFiles(read: readRegularFile, matches: globMatches)
}

@Sendable
private func readRegularFile(_ path: String, _ limit: Int) -> Result<[UInt8], SourceFiles.Failure> {
    // The path is a String's own copy, ended by a zero, for the time of the call; so is glob's pattern below.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(systemFailure()) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return .failure(systemFailure()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
        return .failure(SourceFiles.Failure(reason: "it is not a regular file"))
    }
    return readAll(descriptor, limit)
}

private func readAll(_ descriptor: CInt, _ limit: Int) -> Result<[UInt8], SourceFiles.Failure> {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while content.count <= limit {
        // The pointer lives for the call only, and the count is the buffer's own.
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return .failure(systemFailure()) }
        guard count > 0 else { break }
        content += chunk.prefix(count)
    }
    return .success(content)
}

private func systemFailure() -> SourceFiles.Failure {
    let code = errno
    // strerror's text is copied before anything else can change it; only one thread loads a configuration.
    return SourceFiles.Failure(reason: unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)")
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
