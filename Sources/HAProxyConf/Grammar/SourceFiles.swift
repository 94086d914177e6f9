/// Where the text of files comes from: haproxy.cfg, and the pages it names.
package struct SourceFiles: Sendable {
    /// Why a file cannot be read, in words: "No such file or directory".
    package struct Failure: Error, Hashable, Sendable {
        package let reason: String

        package init(reason: String) { self.reason = reason }
    }

    /// The whole content of the regular file at a path: at most `limit` bytes of it, and one more when it is longer.
    package let read: @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], Failure>

    package init(read: @escaping @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], Failure>) {
        self.read = read
    }
}
