import Foundation

/// A host's disk: what it writes over the base tree.
struct HostDisk: Hashable, Sendable {
    let host: HostPlan
    let paths: HostPaths

    /// Makes the disk if there is none yet. It gets its name when it is complete.
    func create(base: String, hostsFile: String, authorizedKey: String) async throws {
        guard !FileManager.default.fileExists(atPath: paths.directory) else { return }
        let part = HostPaths(directory: "\(paths.directory).part")
        try? FileManager.default.removeItem(atPath: part.directory)
        for folder in [part.upper, part.work, part.root, "\(part.upper)/etc/ssh"] {
            try makeFolder(folder)
        }
        let machineID = UUID().uuidString.filter { $0 != "-" }.lowercased()
        let files = HostFiles.all(
            for: host, hostsFile: hostsFile, accounts: try Accounts(base: base), authorizedKey: authorizedKey,
            machineID: machineID)
        for file in files { try write(file, below: part.upper) }
        try await LabTool.sshKeygen.run(
            ["-q", "-t", "ed25519", "-N", "", "-C", "root@\(host.name)", "-f", part.hostKey])
        try Data(base.utf8).write(to: URL(filePath: part.base))
        guard unsafe rename(part.directory, paths.directory) == 0 else {
            throw LabError.system(doing: "rename \(part.directory)", words: words(of: errno))
        }
    }

    /// The base tree it was made over.
    func base() throws -> String { try String(contentsOfFile: paths.base, encoding: .utf8) }

    func publicKey() throws -> String { try String(contentsOfFile: "\(paths.hostKey).pub", encoding: .utf8) }

    /// Lets a host know of hosts that joined later. `root` is the host's root folder: its disk's while it is down, its
    /// first process's while it runs.
    func renewHostsFile(_ content: String, root: String) throws {
        let path = "\(root)/etc/hosts"
        guard ProcFile.text(path) != content else { return }
        try Data(content.utf8).write(to: URL(filePath: path))
    }

    private func write(_ file: HostFile, below root: String) throws {
        let path = "\(root)/\(file.path)"
        let folder = (path as NSString).deletingLastPathComponent
        try makeFolder(folder)
        try Data(file.content.utf8).write(to: URL(filePath: path))
        unsafe chmod(path, mode_t(file.mode))
        unsafe chmod(folder, mode_t(file.folderMode))
        unsafe chown(path, file.owner, file.owner)
        guard file.owner != 0 else { return }
        unsafe chown(folder, file.owner, file.owner)
        unsafe chown((folder as NSString).deletingLastPathComponent, file.owner, file.owner)
    }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
}

extension Accounts {
    /// Those of a base tree.
    init(base: String) throws {
        func content(_ name: String) throws -> String {
            try String(contentsOfFile: "\(base)/etc/\(name)", encoding: .utf8)
        }
        try self.init(passwd: content("passwd"), group: content("group"), shadow: content("shadow"))
    }
}
