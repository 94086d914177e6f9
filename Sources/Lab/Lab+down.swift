import Foundation

extension Lab {
    /// Removes the lab: processes, network, control groups and state, whoever made them and however far they came.
    ///
    /// - Parameter progress: Receives plain lines.
    /// - Throws: `LabError.leftovers` with what could not be removed.
    package func down(progress: @Sendable (String) -> Void) async throws {
        try LabTool.checkAll()
        try await alone(progress: progress) {
            let existed = try remains().isEmpty == false
            try await LabProcess.killAll(of: self)
            try await removeNetwork()
            let groups = try await ControlGroup.remove(where: isOurs)
            try FileManager.default.removeIfThere(paths.state)
            let left = try remains() + groups
            guard left.isEmpty else { throw LabError.leftovers(lab: name, left) }
            progress(existed ? "lab \(name): gone" : "lab \(name): was not up")
        }
    }

    /// Whether a name of `ip netns` or of a control group is this lab's.
    private func isOurs(_ name: String) -> Bool {
        name == networkNamespace.name || name.hasPrefix("\(networkNamespace.name).")
    }

    private func networkNamespaces() -> [NetworkNamespace] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: NetworkNamespace.directory)) ?? []
        return names.filter(isOurs).sorted().map(NetworkNamespace.init)
    }

    /// The bridge and its ports by name, because the namespace lives on in whoever has entered it.
    private func removeNetwork() async throws {
        if networkNamespace.exists {
            // A port's other end goes with it; so may the port by itself while we are at it.
            for interface in try await networkNamespace.interfaces() {
                do {
                    try await networkNamespace.configure(["link delete dev \(interface)"])
                } catch {
                    if try await networkNamespace.interfaces().contains(interface) { throw error }
                }
            }
        }
        for namespace in networkNamespaces() { try await namespace.delete() }
    }

    /// What there is of the lab, named for a person.
    private func remains() throws -> [String] {
        LabProcess.all(of: self).map { "process \($0.pid)" } + networkNamespaces().map(\.path)
            + (FileManager.default.fileExists(atPath: paths.state) ? [paths.state] : [])
    }
}

extension FileManager {
    fileprivate func removeIfThere(_ path: String) throws {
        if fileExists(atPath: path) { try removeItem(atPath: path) }
    }
}
