/// Words for a POSIX shell.
enum ShellQuote {
    /// `word` as one word.
    static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
