/// Limits on what is read, so that no input costs unbounded time or memory.
enum Limit {
    /// How many errors, and how many warnings, are told one by one.
    static let diagnostics = 50
    /// After so many errors no more lines are read.
    static let errors = 1_000
    /// Words of a line, as in HAProxy (MAX_LINE_ARGS).
    static let words = 64
    static let lineLength = 16 << 10
    static let lines = 100_000
    static let bytes = 4 << 20
    /// An error page, or a file to return: HAProxy's buffer (tune.bufsize) less what it keeps for rewriting.
    static let pageBytes = 16_384 - 1_024
    /// Addresses that one section listens on, and all together.
    static let bindAddresses = 4_096
    static let allBindAddresses = 65_536
    /// Frontends and backends together.
    static let proxies = 2_048
    static let servers = 4_095
    /// What a `defaults` hands on to each of them: rules of a kind, ACLs.
    static let inherited = 256
    /// `log` lines of a section.
    static let logLines = 64
    /// All pages and files to return together.
    static let allPageBytes = 16 << 20
    /// Milliseconds: HAProxy's timers are signed numbers of 32 bits.
    static let milliseconds = 2_147_483_647
}
