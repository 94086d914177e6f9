import Foundation
import Synchronization

/// Asks the operator for the passphrase of a key, on the terminal itself.
///
/// One question at a time. Nothing else is drawn while one is open. Ctrl-C does what it does elsewhere, once the terminal
/// is as it was; a cancelled task's question ends without an answer.
package enum PassphrasePrompt {
    private static let open = Atomic<Bool>(false)
    private static let turn = NSLock()

    /// Whether a question stands on the screen.
    static var isOpen: Bool { open.load(ordering: .acquiring) }

    /// What to ask with; nil where no terminal is there to ask at.
    package static var ask: (@Sendable (String) async -> String?)? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        return { file in await answer(to: "Passphrase of \(file): ") }
    }

    private static func answer(to question: String) async -> String? {
        let isCancelled = Flag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Reading blocks, so it has a thread of its own.
                Thread.detachNewThread {
                    continuation.resume(returning: turn.withLock { read(question, until: isCancelled) })
                }
            }
        } onCancel: {
            isCancelled.value.store(true, ordering: .releasing)
        }
    }

    private final class Flag: Sendable {
        let value = Atomic<Bool>(false)
    }

    private static func read(_ question: String, until isCancelled: Flag) -> String? {
        open.store(true, ordering: .releasing)
        defer { open.store(false, ordering: .releasing) }
        var before = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        StandardError.write(question)
        var line = SecretLine()
        while line.isOpen && !isCancelled.value.load(ordering: .acquiring) {
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&descriptor, 1, 100) > 0 else { continue }
            var byte: UInt8 = 0
            line.take(unsafe Glibc.read(STDIN_FILENO, &byte, 1) == 1 ? byte : SecretLine.endOfFile)
        }
        unsafe tcsetattr(STDIN_FILENO, TCSANOW, &before)
        StandardError.write("\n")
        if line.isInterrupted { kill(getpid(), SIGINT) }
        return line.text
    }
}

/// A line that is typed without being shown, byte by byte, with the keys that edit one (termios(3)'s defaults).
struct SecretLine {
    static let endOfFile: UInt8 = 0x04
    private static let interrupt: UInt8 = 0x03

    private var bytes: [UInt8] = []
    private(set) var isOpen = true
    private(set) var isInterrupted = false
    /// What was typed; nil until the line has ended as lines do.
    private(set) var text: String?

    mutating func take(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            text = String(decoding: bytes, as: UTF8.self)
            isOpen = false
        case Self.interrupt:
            isInterrupted = true
            isOpen = false
        case Self.endOfFile: isOpen = false
        case 0x08, 0x7F: removeCharacter()
        case 0x15: bytes = []
        default: bytes.append(byte)
        }
    }

    /// The last character, which may have several bytes in UTF-8.
    private mutating func removeCharacter() {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    }
}
