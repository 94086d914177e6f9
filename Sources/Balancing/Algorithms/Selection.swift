/// Which servers take new requests now: the active ones, or backups if no active one is usable (`backup`,
/// `option allbackups`).
struct Selection: Hashable, Sendable {
    enum Group: Hashable, Sendable {
        case active
        /// The first usable backup server, alone. HAProxy goes to it even if it is full, and lets requests queue there.
        case firstBackup(Int)
        case allBackups
        case none
    }

    let group: Group
    /// The indices of the servers, in the order of the file.
    let members: [Int]

    init(_ servers: [BalancedServer], usesAllBackups: Bool) {
        let active = Self.indices(servers, isBackup: false)
        let backups = Self.indices(servers, isBackup: true)
        if !active.isEmpty {
            (group, members) = (.active, active)
        } else if let first = backups.first {
            (group, members) = usesAllBackups ? (.allBackups, backups) : (.firstBackup(first), [first])
        } else {
            (group, members) = (.none, [])
        }
    }

    private static func indices(_ servers: [BalancedServer], isBackup: Bool) -> [Int] {
        var indices: [Int] = []
        for (index, server) in servers.enumerated() where server.weight > 0 && server.isBackup == isBackup {
            indices.append(index)
        }
        return indices
    }
}
