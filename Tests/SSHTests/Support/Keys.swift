import Foundation
import Glibc

/// Key pairs of each type, made once for all tests.
enum Keys {
    enum Kind: String, CaseIterable {
        case ed25519
        case ecdsa
        case rsa
        /// Ed25519, with the passphrase `Keys.passphrase`.
        case encrypted
    }

    static let passphrase = "open sesame"

    private static var folderName: String { "keys-\(getpid())" }

    private static let folder = Task {
        let folder = try Folder(name: folderName)
        // Statics are never let go.
        atexit { try? FileManager.default.removeItem(atPath: Folder.path(of: folderName)) }
        for kind in Kind.allCases {
            let type = kind == .encrypted ? "ed25519" : kind.rawValue
            let passphrase = kind == .encrypted ? passphrase : ""
            try await Program.run(
                "/usr/bin/ssh-keygen",
                ["-q", "-t", type, "-N", passphrase, "-C", "\(kind)", "-f", folder.file(kind.rawValue)]
                    + (kind == .encrypted ? ["-a", "1"] : []))
        }
        return folder
    }

    static func path(_ kind: Kind) async throws -> String { try await folder.value.file(kind.rawValue) }

    /// `ssh-ed25519 AAAA…`
    static func publicKey(_ kind: Kind) async throws -> String {
        try await folder.value.text("\(kind.rawValue).pub").split(separator: " ").prefix(2).joined(separator: " ")
    }
}
