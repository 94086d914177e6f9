import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("a local socket")
struct UnixListenerTests {
    private func exists(_ path: String) -> Bool { (try? FileStatus(path, followsLink: false)) != nil }

    @Test("takes a question and gives an answer")
    func conversation() throws {
        let path = temporaryPath()
        let listener = try UnixListener(at: path)
        #expect(try listener.accept() == nil)
        let client = try UnixConnection(to: path)
        let server = try required(try listener.accept())
        #expect(try server.peer() == PeerCredentials(process: getpid(), user: getuid(), group: getgid()))
        var buffer = [UInt8](repeating: 0, count: 100)
        #expect(try server.read(into: &buffer) == nil)
        try client.writeAll(Array("status\n".utf8).span)
        #expect(try server.read(into: &buffer) == 7)
        try server.writeAll(Array("MASTER\n".utf8).span)
        _ = consume server
        #expect(try client.readToEnd(limit: 100) == Array("MASTER\n".utf8))
    }

    @Test("has the mode that was asked for, and is gone with its owner", arguments: [0o600, 0o660] as [UInt32])
    func mode(mode: UInt32) throws {
        let path = temporaryPath()
        do {
            let listener = try UnixListener(at: path, mode: mode)
            let status = try FileStatus(path)
            #expect(status.kind == .socket && status.mode == mode)
            _ = consume listener
        }
        #expect(!exists(path))
    }

    @Test("replaces the file that a dead process left")
    func stale() throws {
        let path = temporaryPath()
        let dead = try Descriptor.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, "bind")
        try dead.bind(try #require(SocketAddress(path: path)), "bind")
        _ = consume dead
        #expect(exists(path))
        let listener = try UnixListener(at: path)
        _ = try UnixConnection(to: path)
        #expect(try listener.accept() != nil)
    }

    @Test("does not take the place of one that is alive")
    func alive() throws {
        let path = temporaryPath()
        let listener = try UnixListener(at: path)
        let error = #expect(throws: LinuxError.self) { _ = try UnixListener(at: path) }
        #expect(
            error?.description
                == "cannot listen at \(path): Address already in use (bind): is another clusterd running?")
        #expect(try listener.accept() != nil, "the question whether it is alive")
        #expect(exists(path))
    }

    @Test("does not replace a file of another kind")
    func notASocket() throws {
        let path = temporaryPath()
        defer { _ = unsafe unlink(path) }
        try File.write([1].span, to: path)
        let error = #expect(throws: LinuxError.self) { _ = try UnixListener(at: path) }
        #expect(error?.code == EEXIST)
        #expect(try File.read(path, limit: 1) == [1])
    }

    @Test("leaves a successor's file alone")
    func successor() throws {
        let path = temporaryPath()
        let first = try UnixListener(at: path)
        _ = unsafe unlink(path)
        let second = try UnixListener(at: path)
        _ = consume first
        #expect(exists(path))
        _ = consume second
    }

    @Test("at a path that does not fit is refused")
    func tooLong() {
        let error = #expect(throws: LinuxError.self) {
            _ = try UnixListener(at: "/tmp/" + String(repeating: "x", count: 103))
        }
        #expect(error?.code == ENAMETOOLONG)
    }

    @Test("a peer that is gone is an error, not a signal")
    func peerGone() throws {
        let path = temporaryPath()
        let listener = try UnixListener(at: path)
        let client = try UnixConnection(to: path)
        let server = try required(try listener.accept())
        _ = consume client
        let error = #expect(throws: LinuxError.self) { try server.writeAll([1].span) }
        #expect(error?.code == EPIPE)
    }
}
