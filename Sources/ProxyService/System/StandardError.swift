internal import CLinux

enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
