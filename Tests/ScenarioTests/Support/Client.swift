import Foundation
import Lab
import Synchronization

/// A visitor of the website, at the operator's place in the lab: one new connection for each request.
struct Client: Sendable {
    var address = "10.0.0.10"
    var port = 80
    var path = "/"
    var lab = ScenarioLab.name
    var limit = Duration.seconds(5)

    struct Failure: Error, Hashable, CustomStringConvertible { var description: String }

    struct Reply: Hashable, Sendable {
        var status: Int
        var body: String
    }

    /// Asks once.
    func get() async -> Result<Reply, Failure> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(Failure) in
                        try enter()
                        return try exchange()
                    })
            }
        }
    }

    /// Moves the calling thread, and those that it makes, into the lab.
    func enter() throws(Failure) {
        do { try Lab(name: lab).access().enter() } catch { throw Failure(description: "\(error)") }
    }

    /// Connects, asks and reads to the end; blocks its thread, which must be in the lab.
    func exchange() throws(Failure) -> Reply {
        let descriptor = try connected()
        defer { close(descriptor) }
        let host = address.contains(":") ? "[\(address)]" : address
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
        guard unsafe send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw failure("send")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw failure("receive") }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 "), let status = Int(text.dropFirst(9).prefix(3)),
            let end = text.range(of: "\r\n\r\n")
        else { throw Failure(description: "no HTTP answer: '\(text.prefix(60))'") }
        return Reply(status: status, body: String(text[end.upperBound...]))
    }

    private func connected() throws(Failure) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(address, String(port), &hints, &found) == 0, let target = unsafe found else {
            throw Failure(description: "\(address) is no address")
        }
        defer { unsafe freeaddrinfo(found) }
        let descriptor = unsafe socket(target.pointee.ai_family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure("make a socket") }
        // The limit holds for connect(2) too.
        var time = timeval(tv_sec: Int(limit.components.seconds), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        guard unsafe connect(descriptor, target.pointee.ai_addr, target.pointee.ai_addrlen) == 0 else {
            let failure = failure("connect")
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    private func failure(_ action: String) -> Failure {
        let code = errno
        return Failure(description: "could not \(action): \(unsafe String(cString: strerror(code)))")
    }
}
