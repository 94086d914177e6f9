import CLinux
import Foundation
import Glibc

@testable import Linux

/// A thread with a network of its own, which has loopback and leads nowhere. The addresses and ports in it are nobody
/// else's, and it is gone with the thread.
enum Room {
    /// Runs `body` in a new room, at most a few at a time.
    ///
    /// - Parameter alone: with no other room beside it, because it measures time or loads the machine.
    ///
    /// A program that it starts must end before it returns: see `Program`.
    static func run<Value: Sendable>(alone: Bool = false, _ body: @escaping @Sendable () throws -> Value) async throws
        -> Value
    {
        let room = alone ? Gate.size : 1
        await Gate.rooms.enter(room)
        do {
            let value = try await onThread {
                guard linux_enter_new_network() == 0 else { throw Failure("cannot make a network namespace") }
                try Program.run(["/usr/sbin/ip", "link", "set", "lo", "up"])
                return try body()
            }
            await Gate.rooms.leave(room)
            return value
        } catch {
            await Gate.rooms.leave(room)
            throw error
        }
    }

    private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result(catching: body)) }
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    /// The TCP ports that somebody listens on in this thread's room (proc(5), net/tcp).
    static func listeningPorts() throws -> Set<UInt16> {
        var ports: Set<UInt16> = []
        for table in ["tcp", "tcp6"] {
            let text = String(decoding: try File.read("/proc/thread-self/net/\(table)", limit: 64 << 20), as: UTF8.self)
            for line in text.split(separator: "\n").dropFirst() {
                let words = line.split(separator: " ", maxSplits: 4)
                // TCP_LISTEN
                guard words.count > 3, words[3] == "0A", let colon = words[1].lastIndex(of: ":") else { continue }
                if let port = UInt16(words[1][colon...].dropFirst(), radix: 16) { ports.insert(port) }
            }
        }
        return ports
    }
}

/// Lets only so many in at a time, in the order in which they come.
private actor Gate {
    static let size = 6
    static let rooms = Gate()

    private var free = size
    private var queue: [(room: Int, entry: CheckedContinuation<Void, Never>)] = []

    func enter(_ room: Int) async {
        if queue.isEmpty, free >= room {
            free -= room
        } else {
            await withCheckedContinuation { queue.append((room, $0)) }
        }
    }

    func leave(_ room: Int) {
        free += room
        while let first = queue.first, first.room <= free {
            free -= first.room
            queue.removeFirst().entry.resume()
        }
    }
}
