internal import CLinux

/// Who a script runs as: a user with its groups, as /etc/passwd and /etc/group name them. (The C library's own lookup
/// wants shared libraries, which a static executable does not have.)
package struct Account: Hashable, Sendable {
    package let user: UInt32
    package let group: UInt32
    /// All groups of the user.
    package let groups: [UInt32]

    package init(user: UInt32, group: UInt32, groups: [UInt32]? = nil) {
        self.user = user
        self.group = group
        self.groups = groups ?? [group]
    }

    /// The account of a user, nil if there is none.
    ///
    /// - Parameters:
    ///   - name: a name or a number.
    ///   - group: a name or a number instead of the user's own group; nil for that.
    ///   - passwd: the text of /etc/passwd (passwd(5)).
    ///   - groups: the text of /etc/group (group(5)).
    package init?(user name: String, group groupName: String? = nil, passwd: String, groups: String) {
        let groups = Self.records(groups)
        let entry = Self.records(passwd).first { $0.count >= 4 && ($0[0] == name || $0[2] == name) }
        guard let user = entry.flatMap({ UInt32($0[2]) }) ?? UInt32(name) else { return nil }
        let ownGroup = entry.flatMap { UInt32($0[3]) }
        let namedGroup = groupName.map { wanted in
            groups.first { $0.count >= 3 && $0[0] == wanted }.flatMap { UInt32($0[2]) } ?? UInt32(wanted)
        }
        guard let group = namedGroup ?? ownGroup else { return nil }
        let memberships = groups.filter { record in
            record.count >= 4 && record[3].split(separator: ",").contains { $0 == entry?[0] ?? "" }
        }
        self.user = user
        self.group = group
        self.groups = [group] + memberships.compactMap { UInt32($0[2]) }.filter { $0 != group }
    }

    /// The account of a user of this host, nil if there is none.
    package static func find(user: String, group: String? = nil) throws(LinuxError) -> Account? {
        let passwd = String(decoding: try File.read("/etc/passwd", limit: 1 << 24), as: UTF8.self)
        let groups = String(decoding: try File.read("/etc/group", limit: 1 << 24), as: UTF8.self)
        return Account(user: user, group: group, passwd: passwd, groups: groups)
    }

    private static func records(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: ":", omittingEmptySubsequences: false) }
    }
}
