import Foundation

/// A lock that ends with its holder, SIGKILL included: flock(2) on a file that says who holds it.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Waits until the lock is free, and takes it. `waiting` is called once, with the holder's process number, if there
    /// is something to wait for.
    static func take(_ path: String, waiting: (String) -> Void) async throws -> FileLock {
        var told = false
        while true {
            // Whoever released it last may have removed the folder too.
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor < 0, errno == ENOENT { continue }
            guard descriptor >= 0 else { throw LabError.system(doing: "open \(path)", words: words(of: errno)) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isCurrent(descriptor, path) {
                let holder = Array("\(getpid())\n".utf8)
                _ = ftruncate(descriptor, 0)
                _ = unsafe write(descriptor, holder, holder.count)
                return FileLock(path: path, descriptor: descriptor)
            }
            let holder = ProcFile.text(path).trimmingCharacters(in: .whitespacesAndNewlines)
            close(descriptor)
            if !told, !holder.isEmpty { waiting(holder) }
            told = told || !holder.isEmpty
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Whether the open file still has its name: the holder before may have removed it.
    private static func isCurrent(_ descriptor: Int32, _ path: String) -> Bool {
        var opened = stat()
        var named = stat()
        return unsafe fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }

    /// Gives the lock back and leaves no file.
    func release() {
        unsafe unlink(path)
        close(descriptor)
    }
}
