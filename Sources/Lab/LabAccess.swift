/// What SSH needs to reach a lab's hosts, at their own addresses, as `root` or as the inventory's `ssh.user`.
///
/// `ssh.address` of the inventory has no meaning in a lab; `ssh.port` has.
package struct LabAccess: Hashable, Sendable {
    /// Path of the network namespace in which the hosts and VIPs can be reached.
    package let networkNamespace: String
    /// Path of the private key that every host accepts.
    package let identity: String
    /// Path of the known_hosts file that holds every host's key, under its name and under its address.
    package let knownHosts: String
}

package extension LabAccess {
    /// Moves the calling process into the lab: what it connects to and listens on from now on is there.
    ///
    /// The kernel moves one thread and those that this one creates afterwards. Call it on the main thread before
    /// anything else has made a thread (first line of `main`, before the first `await`), or half of the process stays
    /// outside. There is no way back: child processes inherit it too.
    ///
    /// - Throws: `LabError.system` when the namespace is gone or the caller is not root.
    func enter() throws {
        try NetworkNamespace.enter(path: networkNamespace)
    }
}

extension Lab {
    /// How to reach the hosts.
    ///
    /// - Throws: `LabError.notUp`
    package func access() throws -> LabAccess {
        guard networkNamespace.exists, savedPlan() != nil else { throw LabError.notUp(lab: name) }
        return LabAccess(
            networkNamespace: networkNamespace.path, identity: paths.identity, knownHosts: paths.knownHosts)
    }
}
