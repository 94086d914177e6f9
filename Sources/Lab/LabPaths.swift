/// Where a lab keeps what outlives a command.
struct LabPaths: Hashable, Sendable {
    /// Folder of every lab's state: `$CLUSTER_LAB_STATE`, else `/var/lib/cluster-lab`.
    let states: String
    /// This lab's state.
    let state: String
    /// One process at a time changes the lab.
    let lock: String
    /// Base trees: `$CLUSTER_LAB_CACHE`, else `$XDG_CACHE_HOME/cluster-lab`, else `/var/cache/cluster-lab`.
    let cache: String

    init(lab: String, environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        states = value("CLUSTER_LAB_STATE") ?? "/var/lib/cluster-lab"
        state = "\(states)/\(lab)"
        lock = "\(states)/\(lab).lock"
        cache =
            value("CLUSTER_LAB_CACHE") ?? value("XDG_CACHE_HOME").map { "\($0)/cluster-lab" }
            ?? "/var/cache/cluster-lab"
    }

    /// The ``LabPlan`` the lab was brought up from.
    var plan: String { "\(state)/plan.json" }
    /// The operator's private key; `.pub` beside it.
    var identity: String { "\(state)/id_ed25519" }
    var knownHosts: String { "\(state)/known_hosts" }
    var hosts: String { "\(state)/hosts" }

    func host(_ name: String) -> HostPaths { HostPaths(directory: "\(hosts)/\(name)") }
}

/// Where one host of a lab keeps its disk.
struct HostPaths: Hashable, Sendable {
    let directory: String

    /// What the host has written over the base tree: its disk.
    var upper: String { "\(directory)/upper" }
    /// overlayfs's own scratch folder, on the file system of `upper`.
    var work: String { "\(directory)/work" }
    /// Where the two are joined, inside the host's own mount namespace only.
    var root: String { "\(directory)/root" }
    /// The base tree under the disk, as a path in a file: a disk keeps its base for life.
    var base: String { "\(directory)/base" }
    var bootScript: String { "\(directory)/boot.sh" }
    var console: String { "\(directory)/console.log" }
    var hostKey: String { "\(upper)/etc/ssh/ssh_host_ed25519_key" }
}
