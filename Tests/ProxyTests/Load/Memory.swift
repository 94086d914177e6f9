@testable import Linux

extension Program {
    /// The process numbers of the program and of all that it has started.
    var processes: [Int32] {
        var found = [process]
        var next = 0
        while next < found.count {
            let path = "/proc/\(found[next])/task/\(found[next])/children"
            let text = (try? File.read(path, limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            found += text.split(separator: " ").compactMap { Int32($0) }
            next += 1
        }
        return found
    }

    /// Bytes of all of them that are in memory (proc(5), statm).
    var residentBytes: Int {
        processes.map { process in
            let text = (try? File.read("/proc/\(process)/statm", limit: 4096)).map {
                String(decoding: $0, as: UTF8.self)
            }
            return (text?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
        }.reduce(0, +)
    }
}
