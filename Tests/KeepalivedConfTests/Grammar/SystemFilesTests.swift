import Foundation
import Testing

@testable import KeepalivedConf

struct SystemFilesTests {
    private static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keepalived-conf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("a configuration with includes is loaded from a disk")
    func load() throws {
        try Self.withFolder { folder in
            try "include conf.d/*\n".write(to: folder.appending(path: "k.conf"), atomically: false, encoding: .utf8)
            let inner = folder.appending(path: "conf.d")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            try instance().write(to: inner.appending(path: "a"), atomically: false, encoding: .utf8)
            let path = folder.appending(path: "k.conf").path(percentEncoded: false)
            #expect(try KeepalivedConfiguration.load(path).instances.count == 1)
        }
    }

    @Test("a missing file, a directory and a device are told in words")
    func unreadable() throws {
        try Self.withFolder { folder in
            let path = folder.path(percentEncoded: false)
            let reasons = [path + "/gone", path, "/dev/zero"].map { path in
                switch SourceFiles.system.read(path, 10) {
                case .success: "read"
                case .failure(let failure): failure.reason
                }
            }
            #expect(reasons == ["No such file or directory", "it is not a regular file", "it is not a regular file"])
        }
    }

    @Test("no more is read than the limit and a little")
    func limit() throws {
        try Self.withFolder { folder in
            let file = folder.appending(path: "big")
            try Data(repeating: 0x41, count: 1 << 20).write(to: file)
            let content = try SourceFiles.system.read(file.path(percentEncoded: false), 1000).get()
            #expect(content.count > 1000 && content.count < 200_000)
        }
    }
}
