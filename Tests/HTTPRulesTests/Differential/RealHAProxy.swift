import Foundation

/// HAProxy 2.6 itself, listening on UNIX sockets in a folder of its own: one for each set of rules.
final class RealHAProxy {
    /// Why there is nothing to compare with; nil if there is.
    static let reasonToSkip: String? = {
        guard FileManager.default.isExecutableFile(atPath: path) else { return "haproxy is not installed" }
        guard let version = try? run(["-v"]), version.contains("version 2.6.") else { return "haproxy is not 2.6" }
        return nil
    }()

    private static let path = "/usr/sbin/haproxy"
    private let folder: URL
    private let process = Process()

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// - Parameter rules: the lines of each frontend.
    init(_ rules: [String]) throws {
        folder = URL(filePath: "/tmp/rules-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(page.utf8).write(to: folder.appending(path: "page"))
        var text = """
            defaults
                mode http
                timeout client 5s
                timeout server 5s
                timeout connect 5s
            backend first
                server s1 unix@\(folder.path())/echo
                server s2 unix@\(folder.path())/echo
            backend second
                server s3 unix@\(folder.path())/echo
            frontend echo
                bind unix@\(folder.path())/echo
                http-request return content-type text/x-echo lf-string "%[method] %[url]\\n%[req.hdrs]"

            """
        for (index, lines) in rules.enumerated() {
            text += "frontend web\(index)\n    bind unix@\(folder.path())/\(index)\n"
            text += lines.replacing("/page", with: folder.path() + "/page") + "\n    default_backend first\n"
        }
        let file = folder.appending(path: "h.cfg")
        try text.write(to: file, atomically: false, encoding: .utf8)
        process.executableURL = URL(filePath: Self.path)
        process.arguments = ["-db", "-f", file.path()]
        let output = FileHandle(forWritingAtPath: "/dev/null")
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        try wait(until: rules.count)
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private func wait(until count: Int) throws {
        let last = folder.appending(path: "\(count - 1)").path()
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: last) {
            guard process.isRunning else {
                throw Failure(description: try Self.run(["-c", "-f", folder.appending(path: "h.cfg").path()]))
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    /// What the frontend of a set of rules answers.
    func answer(_ index: Int, to request: String) throws -> String {
        let socket = try UnixSocket(folder.appending(path: "\(index)").path())
        return try socket.exchange(request)
    }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}

/// A client's end of a UNIX stream socket.
struct UnixSocket: ~Copyable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            for (index, byte) in bytes.enumerated() where index < target.count - 1 { unsafe target[index] = byte }
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let descriptor = descriptor
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw RealHAProxy.Failure(description: "cannot connect to \(path)") }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Sends a request and reads one response.
    func exchange(_ request: String) throws -> String {
        let bytes = Array(request.utf8)
        _ = unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var response: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while !isComplete(response, isForHead: request.hasPrefix("HEAD ")) {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            response += buffer[..<count]
        }
        return String(decoding: response, as: UTF8.self)
    }

    private func isComplete(_ response: [UInt8], isForHead: Bool) -> Bool {
        let text = String(decoding: response, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        let head = text[..<end.lowerBound].lowercased()
        guard !isForHead, let field = head.range(of: "\r\ncontent-length: ") else { return true }
        let length = Int(head[field.upperBound...].prefix { $0.isNumber }) ?? 0
        return text[end.upperBound...].utf8.count >= length
    }
}
