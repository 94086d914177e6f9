/// Where the text of configuration files comes from: the one thing of this module that may touch a disk.
package struct SourceFiles: Sendable {
    /// Why a file cannot be read, in words: "no such file", "is a directory".
    package struct Failure: Error, Hashable, Sendable {
        package let reason: String

        package init(reason: String) { self.reason = reason }
    }

    /// The whole content of the file at a path, at most `limit` bytes of it and one more.
    package let read: @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], Failure>
    /// The paths that a pattern of `*`, `?` and `[…]` matches, sorted.
    package let matches: @Sendable (_ pattern: String) -> [String]

    package init(
        read: @escaping @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], Failure>,
        matches: @escaping @Sendable (_ pattern: String) -> [String]
    ) {
        self.read = read
        self.matches = matches
    }
}
