import Addresses
import Balancing
internal import CLinux
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// The clients of the runtime sockets (`stats socket`, management.txt §9.3).
struct RuntimeServer {
    struct Listener {
        let descriptor: Int32
        let level: AccessLevel
    }

    let listeners: [Listener]
    /// How long a client may be silent.
    let patience: Interval
    /// How many there may be at once; others wait to be accepted.
    let most: Int
    var clients: [UInt32: RuntimeClient] = [:]
    var isListening = false
    var isClosed = false

    init(_ listeners: [(descriptor: Int32, level: RuntimeSocket.Level)], _ global: Global) {
        self.listeners = listeners.map { listener in
            let level: AccessLevel =
                switch listener.level {
                case .user: .user
                case .operator: .operator
                case .admin: .admin
                }
            return Listener(descriptor: listener.descriptor, level: level)
        }
        patience = Interval(global.runtimeTimeout)
        most = max(1, global.runtimeMaxConnections)
    }
}

/// One client of a runtime socket.
final class RuntimeClient {
    let descriptor: Descriptor
    let level: AccessLevel
    var input = RuntimeInput()
    var output: [UInt8] = []
    var sent = 0
    /// `prompt` was given: it stays.
    var isInteractive = false
    /// It sends no more.
    var hasEnded = false
    /// The line that is being answered is the last.
    var isLastLine = false
    /// What is to be sent is the last.
    var isClosing = false
    /// It waits for the threads to list their sessions.
    var listing: Listing?
    var deadline: Instant
    /// An alarm is set for it.
    var hasAlarm = false
    var waitsToSend = false

    /// `show sess` or `shutdown session`, under way.
    struct Listing {
        enum Purpose {
            case show(SessionQuery)
            case shutdown(UInt64)
        }

        let purpose: Purpose
        let boxes: [SessionBox]
        let until: Instant
    }

    init(_ descriptor: consuming Descriptor, _ level: AccessLevel, deadline: Instant) {
        self.descriptor = descriptor
        self.level = level
        self.deadline = deadline
    }

    /// How much of an answer may wait before the next command is looked at.
    static let outputLimit = 1 << 20

    func send(_ bytes: [UInt8]) { output += bytes }

    /// An answer, and what HAProxy sends behind each.
    func answer(_ text: [UInt8]) {
        send(text)
        send(Array(RuntimePrompt.text(isInteractive: isInteractive).utf8))
    }

    /// - Returns: false if it is gone.
    func flush() -> Bool {
        while sent < output.count {
            let pending = output
            do throws(LinuxError) {
                let rest = pending.span.extracting(sent..<pending.count)
                guard let count = try descriptor.write(rest, "answer at the runtime socket") else { return true }
                sent += count
            } catch {
                return false
            }
        }
        output.removeAll(keepingCapacity: output.capacity < 65536)
        sent = 0
        return true
    }
}
