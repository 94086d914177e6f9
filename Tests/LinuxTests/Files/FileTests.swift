import Glibc
import Testing

@testable import Linux

@Suite("whole files")
struct FileTests {
    @Test("are written in one step and read back", arguments: [0, 1, 100_000])
    func roundTrip(count: Int) throws {
        let path = temporaryPath()
        defer { _ = unsafe unlink(path) }
        let contents = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        try File.write([9].span, to: path)
        try File.write(contents.span, to: path, mode: 0o640)
        #expect(try File.read(path, limit: count) == contents)
        #expect(try FileStatus(path).mode == 0o640)
    }

    @Test("may have as many bytes as they are allowed, and no more", arguments: [3, 65_536, 200_000])
    func limit(count: Int) throws {
        let path = temporaryPath()
        defer { _ = unsafe unlink(path) }
        try File.write([UInt8](repeating: 1, count: count).span, to: path)
        #expect(try File.read(path, limit: count).count == count)
        let error = #expect(throws: LinuxError.self) { try File.read(path, limit: count - 1) }
        #expect(
            error?.description == "cannot read \(path): File too large (read): it is longer than \(count - 1) bytes")
    }

    @Test("a link is replaced, not followed")
    func link() throws {
        let (path, target) = (temporaryPath(), temporaryPath())
        defer { for path in [path, target] { _ = unsafe unlink(path) } }
        try File.write([1].span, to: target)
        try #require(unsafe symlink(target, path) == 0)
        try File.write([2].span, to: path)
        #expect(try File.read(target, limit: 1) == [1])
        #expect(try FileStatus(path, followsLink: false).kind == .regular)
    }

    @Test(
        "what is no file is refused by its kind",
        arguments: [("/tmp", EISDIR), ("/dev/null", EINVAL), ("/tmp/a\0b", EINVAL)])
    func otherKinds(path: String, code: Int32) {
        #expect(#expect(throws: LinuxError.self) { try File.read(path, limit: 1) }?.code == code)
    }

    @Test("a pipe without a writer does not hold us")
    func pipe() throws {
        let path = temporaryPath()
        defer { _ = unsafe unlink(path) }
        try #require(unsafe mkfifo(path, 0o600) == 0)
        #expect(#expect(throws: LinuxError.self) { try File.read(path, limit: 1) }?.code == EINVAL)
    }

    @Test("a file that cannot be written leaves nothing behind")
    func nothingLeft() throws {
        let folder = temporaryPath()
        try #require(unsafe mkdir(folder, 0o700) == 0)
        defer { _ = unsafe rmdir(folder) }
        try #require(unsafe mkdir("\(folder)/x", 0o700) == 0)
        let error = #expect(throws: LinuxError.self) { try File.write([1].span, to: "\(folder)/x") }
        #expect(error?.code == EISDIR || error?.code == ENOTEMPTY)
        #expect(unsafe rmdir("\(folder)/x") == 0 && rmdir(folder) == 0, "the draft is gone")
        #expect(unsafe mkdir(folder, 0o700) == 0)
    }
}
