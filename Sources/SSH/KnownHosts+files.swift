import Foundation
import Glibc

extension KnownHosts {
    /// Reads the files that exist.
    init(files: [String]) throws(SSHError.Reason.Thrown) {
        for path in files {
            do throws(SystemError) {
                add(String(decoding: try File(reading: path).bytes, as: UTF8.self), file: path)
            } catch {
                if error.number == ENOENT { continue }
                throw .init(.knownHostsFile(path: path, problem: error.description))
            }
        }
    }

    /// Appends a host's key to a file, unless the file has learnt something of the host meanwhile.
    ///
    /// The file stays locked from the last look to the end of the line, so that two who meet a host for the first time
    /// write one line. It is made if it does not exist, for its owner only, and so is its folder.
    /// - Returns: What the file says now: `trusted`, or why the key was not added.
    static func record(
        _ type: String, _ key: String, of host: KnownHostName, in path: String, hashMatch: HashMatch
    ) async throws(SSHError.Reason.Thrown) -> Verdict {
        do {
            let file = Descriptor(owning: try openForRecording(File.expanded(path)))
            try await lock(file.number)
            let text = String(decoding: try File(file.number).bytes, as: UTF8.self)
            var known = KnownHosts()
            known.add(text, file: path)
            let verdict = known.verdict(on: type, key, of: host, hashMatch: hashMatch)
            guard verdict == .unknown else { return verdict }
            let separator = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
            try append("\(separator)\(host.name) \(type) \(key)\n", to: file.number)
            return .trusted
        } catch let error as SystemError {
            throw .init(.knownHostsFile(path: path, problem: error.description))
        } catch {
            throw .init(.cancelled(title: "connect"))
        }
    }

    private static func openForRecording(_ path: String) throws(SystemError) -> Int32 {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if unsafe !folder.isEmpty && mkdir(folder, 0o700) != 0 {
            let error = SystemError.last()
            if error.number != EEXIST { throw error }
        }
        let number = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw SystemError.last() }
        return number
    }

    private static func lock(_ number: Int32) async throws {
        for _ in 0..<500 {
            if flock(number, LOCK_EX | LOCK_NB) == 0 { return }
            let error = SystemError.last()
            guard error.number == EWOULDBLOCK || error.number == EINTR else { throw error }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw SystemError(number: EWOULDBLOCK)
    }

    private static func append(_ line: String, to number: Int32) throws(SystemError) {
        let bytes = Array(line.utf8)
        // One write of one line: readers see all of it or nothing.
        let count = unsafe write(number, bytes, bytes.count)
        if count < 0 { throw SystemError.last() }
        if count < bytes.count { throw SystemError(number: ENOSPC) }
    }
}
