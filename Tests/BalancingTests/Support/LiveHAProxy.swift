import Foundation
import Glibc

/// The real haproxy with servers `a`, `b`, … that answer with their letter; all on Unix sockets in a folder of its own,
/// so that it needs no port. The PROXY protocol lets a request come from any address.
final class LiveHAProxy {
    static let path = "/usr/sbin/haproxy"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    private let folder: String
    private let process = Process()

    /// - Parameter backends: lines of configuration for each, without the servers.
    init(backends: [String], weights: [Int]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "balancing-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/haproxy.cfg"
        try configuration(backends, weights).write(toFile: file, atomically: false, encoding: .utf8)
        process.executableURL = URL(filePath: Self.path)
        process.arguments = ["-db", "-q", "-f", file]
        try process.run()
        for _ in 0..<200 where !FileManager.default.fileExists(atPath: socket) { usleep(20_000) }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var socket: String { folder + "/front" }

    private func configuration(_ backends: [String], _ weights: [Int]) -> String {
        var text = """
            global
                nbthread 1
            defaults
                mode http
                timeout connect 1s
                timeout client 10s
                timeout server 10s
            frontend front
                bind unix@\(socket) accept-proxy
                use_backend %[req.hdr(x-backend)]

            """
        for (number, lines) in backends.enumerated() {
            text += "backend b\(number)\n    \(lines)\n"
            for (server, weight) in weights.enumerated() {
                text += "    server \(letter(server)) unix@\(folder)/\(letter(server)) weight \(weight)\n"
            }
        }
        for server in weights.indices {
            text += "frontend \(letter(server))\n    bind unix@\(folder)/\(letter(server))\n"
            text += "    http-request return status 200 content-type text/plain string \(letter(server))\n"
        }
        return text
    }

    /// The letter of the server that answers, `?` if none does.
    func ask(
        backend: Int, target: String = "/", host: String = "x", header: String? = nil, source: String = "192.0.2.1"
    ) -> Character {
        let kind = source.contains(":") ? "TCP6" : "TCP4"
        let destination = source.contains(":") ? "2001:db8::1" : "192.0.2.9"
        var request = "PROXY \(kind) \(source) \(destination) 1000 80\r\nGET \(target) HTTP/1.1\r\nHost: \(host)\r\n"
        if let header { request += "X-Key: \(header)\r\n" }
        request += "X-Backend: b\(backend)\r\nConnection: close\r\n\r\n"
        let answer = exchange(Array(request.utf8))
        return answer.starts(with: Array("HTTP/1.1 200".utf8)) ? Character(UnicodeScalar(answer.last ?? 63)) : "?"
    }

    private func exchange(_ request: [UInt8]) -> [UInt8] {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(socket.utf8)) }
        let connected = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0, unsafe send(descriptor, request, request.count, 0) == request.count else { return [] }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = unsafe recv(descriptor, &buffer, buffer.count, 0), count > 0 {
            answer += buffer[..<count]
        }
        return answer
    }
}

func letter(_ server: Int) -> Character { Character(UnicodeScalar(UInt8(97 + server))) }
