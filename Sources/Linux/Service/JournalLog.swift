internal import CLinux
import Synchronization

/// How much a line matters, by syslog's numbers (sd-daemon(3)).
package enum LogLevel: UInt8, Comparable, Sendable {
    case error = 3
    case warning = 4
    case notice = 5
    case information = 6
    case debug = 7

    /// `error` is the greatest.
    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue > right.rawValue }
}

/// Writes lines to standard error, each with the `<N>` by which systemd's journal ranks it. A journal, a pipe or a
/// terminal that does not keep up does not stop us: lines are lost, and their number is told later.
package struct JournalLog: ~Copyable, Sendable {
    private let descriptor: Int32
    /// Lines that matter less are not written.
    package let leastLevel: LogLevel
    /// Whether lines begin with `<N>`.
    private let hasPrefix: Bool
    private let lost = Atomic<Int>(0)

    /// - Parameters:
    ///   - leastLevel: lines that matter less are not written.
    ///   - hasPrefix: whether lines begin with `<N>`: yes for the journal, no for a terminal.
    ///   - descriptor: where to; it stays the caller's.
    package init(leastLevel: LogLevel = .information, hasPrefix: Bool = true, descriptor: Int32 = STDERR_FILENO) {
        self.leastLevel = leastLevel
        self.hasPrefix = hasPrefix
        self.descriptor = descriptor
    }

    /// Writes a line of constant text. Allocates nothing.
    package func log(_ level: LogLevel, constant text: StaticString) {
        guard level >= leastLevel else { return }
        // A StaticString's bytes are there for ever.
        let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        write(level, unsafe Span(_unsafeElements: bytes))
    }

    /// Writes a line; control characters in it, line breaks too, become `\x0a`. Not evaluated if it matters too little.
    package func log(_ level: LogLevel, _ text: @autoclosure () -> String) {
        guard level >= leastLevel else { return }
        let text = text()
        write(level, Array(text.utf8).span)
    }

    private func write(_ level: LogLevel, _ text: Span<UInt8>) {
        let missed = lost.exchange(0, ordering: .relaxed)
        if missed > 0 {
            // Said again later if this is lost too.
            guard put(.warning, Array("\(missed) lines before this one could not be written".utf8).span) else {
                lost.add(missed + 1, ordering: .relaxed)
                return
            }
        }
        if !put(level, text) { lost.add(1, ordering: .relaxed) }
    }

    /// Writes one line as it shall stand there; false if it is lost.
    private func put(_ level: LogLevel, _ text: Span<UInt8>) -> Bool {
        // Up to 1 KiB it is made on the stack (withUnsafeTemporaryAllocation), without an allocation.
        let isShort = text.count <= (1024 - LogLine.margin) / 4
        if isShort {
            return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
                unsafe put(level, text, in: buffer)
            }
        }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: LogLine.capacity) { buffer in
            unsafe put(level, text, in: buffer)
        }
    }

    private func put(_ level: LogLevel, _ text: Span<UInt8>, in buffer: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        // The line initialises what it counts, and no more is read.
        var line = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        LogLine.append(text, level: hasPrefix ? level : nil, to: &line)
        let count = unsafe line.finalize(for: buffer)
        return unsafe Self.send(descriptor, UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    }

    /// Without waiting: a socket, as the journal's is, is told so; what else says that it has room has it for a line, which
    /// is no longer than PIPE_BUF.
    private static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
        while true {
            var result = unsafe linux_send(
                descriptor, bytes.baseAddress, bytes.count, nil, 0, nil, 0, Int32(MSG_DONTWAIT))
            if result == -Int(ENOTSOCK) {
                guard linux_wait_writable(descriptor, 0) == 1 else { return false }
                result = unsafe linux_write(descriptor, bytes.baseAddress, bytes.count)
            }
            if result != -Int(EINTR) { return result == bytes.count }
        }
    }
}
