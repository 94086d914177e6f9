import Foundation
import TestSupport
import Testing

@testable import Rendering

struct SiteManifestTests {
    @Test("a site is its files with their hashes, and its folders, empty ones too")
    func scan() throws {
        let folder = try TemporaryFolder()
        try folder.write("abc", to: "index.html")
        try folder.write("", to: "images/dot.svg")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/empty", withIntermediateDirectories: true)
        let manifest = try SiteManifest.scan(folder.path)
        #expect(manifest.paths == ["images/dot.svg", "index.html"])
        #expect(manifest.directories == ["images", "empty"])
        // FIPS 180-2, appendix B.1.
        #expect(
            manifest.files["index.html"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("a link in a site is refused: it could lead out of it")
    func link() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/passwd", withDestinationPath: "/etc/passwd")
        let error = try #require(throws: SiteManifest.Unreadable.self) { try SiteManifest.scan(folder.path) }
        #expect(
            error.description
                == "\(folder.path)/passwd: a site holds files and folders only, and this is a symbolic link")
    }

    @Test("a folder without any file is refused: what was built anew and failed looks like that")
    func empty() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/css", withIntermediateDirectories: true)
        let error = try #require(throws: SiteManifest.Unreadable.self) { try SiteManifest.scan(folder.path) }
        #expect(error.description.hasPrefix("\(folder.path): the site's folder holds no file"))
    }

    @Test("a folder that is not there is an error that names it")
    func missing() throws {
        let error = try #require(throws: SiteManifest.Unreadable.self) { try SiteManifest.scan("/nonexistent/site") }
        #expect(error.path == "/nonexistent/site")
    }
}
