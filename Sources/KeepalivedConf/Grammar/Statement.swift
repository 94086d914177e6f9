/// A keyword with its arguments and, where braces follow, its block.
struct Statement: Sendable {
    let location: SourceLocation
    /// What stands between the ends of the line or its braces, comment and surrounding blanks removed.
    let text: String
    /// The words of `text`, at least one: quotes removed, as keepalived splits all but commands.
    let words: [String]
    var block: [Statement]?

    var keyword: String { words[0] }
    var arguments: ArraySlice<String> { words.dropFirst() }
}

/// A limit on what is read, so that no input costs unbounded time or memory.
enum Limit {
    /// keepalived reads lines into 1,024 bytes and takes the rest for another line.
    static let lineLength = 1023
    /// keepalived's own blocks nest three deep.
    static let blockDepth = 16
    static let includeDepth = 16
    static let files = 256
    /// 255 instances of 100 lines are a quarter of it.
    static let lines = 100_000
    /// How many scripts, processes, groups and instances there may be, each; and names in one list.
    static let entries = 1024
    /// All files together.
    static let bytes = 4 << 20
    /// What one `include` may become by its braces.
    static let patterns = 64
}
