/// What arrives at the runtime socket, cut into commands: at line ends and at semicolons, which a backslash keeps
/// (management.txt §9.3).
package struct RuntimeInput: Sendable {
    /// What comes next.
    package enum Next: Sendable, Equatable {
        case command(String)
        /// Nothing until more arrives.
        case incomplete
        /// A command is longer than `limit`: the connection is closed, as HAProxy does.
        case tooLong
    }

    /// Bytes of the longest command.
    package static let limit = 16384

    private var buffer: [UInt8] = []
    private var start = 0
    /// How far the bytes behind `start` were looked at, and whether the last was a backslash that keeps the next.
    private var scanned = 0
    private var isEscaped = false

    package init() {}

    /// Whether the last command was the last of its line. Without a prompt HAProxy closes when it has answered the lines
    /// that are there.
    package private(set) var endsLine = false

    /// Whether nothing is left to be read.
    package var isEmpty: Bool { start == buffer.count }

    /// Takes what arrived.
    package mutating func receive(_ bytes: Span<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        for index in 0..<bytes.count { buffer.append(bytes[index]) }
    }

    package mutating func next() -> Next {
        while scanned < buffer.count {
            let byte = buffer[scanned]
            scanned += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == 0x0A || byte == UInt8(ascii: ";") {
                return command(endsWith: byte)
            }
            if scanned - start > RuntimeInput.limit { return .tooLong }
        }
        return .incomplete
    }

    private mutating func command(endsWith end: UInt8) -> Next {
        var line = buffer[start..<(scanned - 1)]
        if line.last == 0x0D { line = line.dropLast() }
        start = scanned
        endsLine = end == 0x0A
        // C would read only what stands before a NUL.
        return .command(String(decoding: line.prefix { $0 != 0 }, as: UTF8.self))
    }
}

/// What is sent behind each answer.
package enum RuntimePrompt {
    package static func text(isInteractive: Bool) -> String { isInteractive ? "\n> " : "\n" }
}
