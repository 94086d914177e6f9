import CLinux
import Glibc

@testable import Linux

/// What this process may have open.
enum Limits {
    /// Raised to what is allowed at all.
    static let descriptors: Int = {
        linux_raise_descriptor_limit(65_536)
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(limit.rlim_cur)
    }()
}

/// Clients that have been served once and are silent, and others whose heads never end.
struct Crowd {
    private let idle: [Socket]
    private let slow: [Socket]
    private static let request = Array("GET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8)

    init(_ idleCount: Int, _ slowCount: Int) throws {
        var idle: [Socket] = []
        for index in 0..<idleCount {
            idle.append(try Socket.connecting(to: 80, from: UInt8(2 + index % 8), UInt16(20_000 + index / 8)))
            idle[index].waitUntilConnected()
            _ = idle[index].write(Self.request[...])
            // Not more at once than the proxy can accept.
            if index % 64 == 63 { try Self.wait(for: idle[(index - 63)...index]) }
        }
        try Self.wait(for: idle[(idleCount - idleCount % 64)...])
        self.idle = idle
        slow = try (0..<slowCount).map { _ in try Socket.connecting(to: 80) }
    }

    /// Sends a byte a second on each slow connection.
    func trickle(for duration: Duration) {
        let end = ContinuousClock.now + duration
        var number = 0
        let head = Array("GET / HTTP/1.1\r\nHost: h\r\nA: bbbbbbbbbbbbbbb".utf8)
        while ContinuousClock.now < end {
            for socket in slow { _ = socket.write(head[number...number]) }
            number += 1
            usleep(1_000_000)
        }
    }

    /// How many of the slow ones the proxy has ended.
    func slowThatEnded() -> Int {
        var buffer = [UInt8](repeating: 0, count: 4096)
        return slow.count { socket in
            while true {
                switch socket.read(into: &buffer) {
                case .bytes: continue
                case .end, .reset: return true
                case .nothing: return false
                }
            }
        }
    }

    /// How many of the idle ones are answered when they ask again.
    func idleThatAreServed() throws -> Int {
        var count = 0
        for start in stride(from: 0, to: idle.count, by: 64) {
            let some = idle[start..<min(start + 64, idle.count)]
            for socket in some { _ = socket.write(Self.request[...]) }
            try Self.wait(for: some)
            count += some.count
        }
        return count
    }

    /// Reads a whole answer from each.
    private static func wait(for sockets: ArraySlice<Socket>) throws {
        var buffer = [UInt8](repeating: 0, count: 4096)
        for socket in sockets {
            var received: [UInt8] = []
            try eventually("an answer is there", within: .seconds(10), every: 200) {
                switch socket.read(into: &buffer) {
                case .bytes(let count): received += buffer[..<count]
                case .end, .reset: throw Failure("a connection ended after \(Bytes(received))")
                case .nothing: break
                }
                return received.suffix(LoadOrigin.body.count).elementsEqual(LoadOrigin.body)
            }
        }
    }
}
