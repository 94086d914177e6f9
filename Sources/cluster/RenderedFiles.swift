import Deployment
import Foundation
import Inventory
import Rendering
import Terminal

/// A host's rendered files, shown or written.
enum RenderedFiles {
    struct Object: Encodable {
        struct File: Encodable {
            var path: String
            var mode: String
            var content: String?
            var link: String?
        }

        var name: String
        var files: [File]
    }

    static func text(_ host: HostConfiguration, _ redaction: Redaction, _ style: Style) -> String {
        host.files.map { file in
            let head = style(.strong, "# \(host.host.name):\(file.path) (\(String(file.mode, radix: 8)))") + "\n"
            return switch file.content {
            case .text(let text): head + redaction(text) + "\n"
            case .link(let target): head + "-> \(target)\n\n"
            }
        }.joined()
    }

    static func object(_ host: HostConfiguration, _ redaction: Redaction) -> Object {
        Object(
            name: host.host.name,
            files: host.files.map { file in
                let mode = String(file.mode, radix: 8)
                return switch file.content {
                case .text(let text): .init(path: file.path, mode: mode, content: redaction(text))
                case .link(let target): .init(path: file.path, mode: mode, link: target)
                }
            })
    }

    /// Writes the files below a folder, with their modes.
    static func write(_ host: HostConfiguration, below folder: String) throws {
        for file in host.files {
            let path = folder + file.path
            do {
                try write(file, to: path)
            } catch let error as NSError {
                let reason = (error.userInfo[NSUnderlyingErrorKey] as? NSError) ?? error
                throw UsageError("\(path): cannot be written: \(reason.localizedDescription)")
            }
        }
    }

    private static func write(_ file: ManagedFile, to path: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        if (try? manager.attributesOfItem(atPath: path)) != nil { try manager.removeItem(atPath: path) }
        switch file.content {
        case .text(let text):
            // Created with its mode, so that a secret is at no time readable by others.
            guard
                manager.createFile(
                    atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: Int(file.mode)])
            else { throw CocoaError(.fileWriteUnknown) }
        case .link(let target): try manager.createSymbolicLink(atPath: path, withDestinationPath: target)
        }
    }
}
