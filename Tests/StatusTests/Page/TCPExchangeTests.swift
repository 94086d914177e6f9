import Addresses
import Foundation
import Glibc
import Inventory
import Testing

@testable import Status

@Suite("A request over TCP")
struct TCPExchangeTests {
    private func exchange(
        _ server: LoopbackServer, connectLimit: Duration = .seconds(2), limit: Duration = .seconds(5)
    ) async -> Result<[UInt8], TCPExchange.Failure> {
        await TCPExchange.run(
            server.address, port: server.port, sending: HTTPResponse.request(host: "x"), connectLimit: connectLimit,
            limit: limit)
    }

    @Test("is answered over IPv4 and IPv6", arguments: ["127.0.0.1", "::1"])
    func answer(address: String) async throws {
        let server = try LoopbackServer(address, .answer(Array("HTTP/1.1 200 OK\r\n\r\nhello".utf8)))
        let bytes = try await exchange(server).get()
        #expect(try HTTPResponse(bytes).beginning == "hello")
        #expect(server.request.hasPrefix("GET / HTTP/1.1\r\nHost: x\r\n"))
        #expect(server.request.contains("\r\nConnection: close\r\n"))
    }

    @Test("that is refused is told in the system's words")
    func refused() async throws {
        let port = try LoopbackServer("127.0.0.1", .silence).port
        let address = try #require(IPAddress("127.0.0.1"))
        let outcome = await TCPExchange.run(
            address, port: port, sending: [1], connectLimit: .seconds(2), limit: .seconds(5))
        #expect(outcome == .failure(.unconnected("Connection refused")))
    }

    @Test("that nobody answers ends within the limit, connected")
    func silence() async throws {
        let server = try LoopbackServer("127.0.0.1", .silence)
        let outcome = await exchange(server, limit: .milliseconds(300))
        #expect(outcome == .failure(.broken("connected, but no whole answer within 300ms")))
    }

    @Test("reads no more of an endless answer than a report needs")
    func endless() async throws {
        let server = try LoopbackServer("127.0.0.1", .answer([UInt8](repeating: UInt8(ascii: "x"), count: 4 << 20)))
        let bytes = try await exchange(server).get()
        #expect(HTTPResponse.isEnough(bytes) && bytes.count < 64 << 10)
    }
}

/// Answers one connection on a loopback address, on a thread of its own, until it is let go.
private final class LoopbackServer: @unchecked Sendable {
    enum Behaviour {
        case answer([UInt8])
        case silence
    }

    let address: IPAddress
    let port: Int
    private let listener: Int32
    private let lock = NSLock()
    private var received: [UInt8] = []

    var request: String { lock.withLock { String(decoding: received, as: UTF8.self) } }

    init(_ text: String, _ behaviour: Behaviour) throws {
        address = try #require(IPAddress(text))
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        let listener = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        // Without bind(2), listen(2) takes a free port on every address of the family.
        try #require(listen(listener, 4) == 0)
        var name = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(listener, $0, &length)
            }
        }
        try #require(result == 0)
        self.listener = listener
        // The port stands at the same place in both kinds of address.
        port = Int(UInt16(bigEndian: name.sin6_port))
        if case .answer(let bytes) = behaviour { serve(bytes) }
    }

    deinit { close(listener) }

    private func serve(_ answer: [UInt8]) {
        let listener = listener
        Thread.detachNewThread { [weak self] in
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            if let self { self.lock.withLock { self.received = Array(buffer.prefix(max(0, count))) } }
            var sent = 0
            while sent < answer.count {
                let piece = Array(answer[sent...].prefix(65536))
                let count = unsafe send(connection, piece, piece.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { break }
                sent += count
            }
            close(connection)
        }
    }
}
