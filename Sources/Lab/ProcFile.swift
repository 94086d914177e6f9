import Foundation

/// What the files of /proc say (proc(5)).
enum ProcFile {
    /// Whose a process is.
    struct Owner: Hashable {
        let host: String?
        /// Whether it holds the host's disk, as opposed to the marker in its environment.
        let byDisk: Bool
    }

    /// A file's bytes; none if the process has ended.
    static func read(_ path: String) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            guard count > 0 else { return content }
            content += block.prefix(count)
        }
    }

    static func text(_ path: String) -> String { String(decoding: read(path), as: UTF8.self) }

    /// The owner that the lab's marker in an `environ` file names.
    static func marker(in environment: [UInt8], lab: String) -> Owner? {
        let prefix = Array("\(LabProcess.Marker.variable)=\(lab)".utf8)
        for entry in environment.split(separator: 0) where entry.starts(with: prefix) {
            let rest = entry.dropFirst(prefix.count)
            if rest.isEmpty { return Owner(host: nil, byDisk: false) }
            guard rest.first == UInt8(ascii: ".") else { continue }
            return Owner(host: String(decoding: rest.dropFirst(), as: UTF8.self), byDisk: false)
        }
        return nil
    }

    /// The host whose disk (an overlay's upper layer under `hosts`) a `mountinfo` file shows.
    static func diskOwner(in mounts: String, hosts: String) -> Owner? {
        guard let start = mounts.range(of: "upperdir=\(hosts)/") else { return nil }
        let host = mounts[start.upperBound...].prefix { $0 != "/" }
        return Owner(host: String(host), byDisk: true)
    }

    /// Field 22 of `stat`. The second field is a program's name, which may hold blanks and parentheses.
    static func startTime(in stat: String) -> UInt64? { field(22, in: stat).flatMap { UInt64($0) } }

    /// Field 4 of `stat`.
    static func parent(in stat: String) -> Int32? { field(4, in: stat).flatMap { Int32($0) } }

    private static func field(_ number: Int, in stat: String) -> Substring? {
        guard let nameEnd = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: nameEnd)...].split(whereSeparator: \.isWhitespace)
        return number - 3 < fields.count ? fields[number - 3] : nil
    }

    /// Whether `status` shows process 1 of the pid namespace right below the reader's.
    static func isLeader(status: String) -> Bool {
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("NSpid:") }) else { return false }
        let pids = line.split(whereSeparator: \.isWhitespace).dropFirst()
        return pids.count == 2 && pids.last == "1"
    }
}
