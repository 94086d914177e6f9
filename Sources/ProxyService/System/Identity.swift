internal import CLinux
import HAProxyConf
import Linux

/// Who a worker becomes when it has what only root can open: `chroot`, `group`, `user`.
struct Identity {
    let root: String?
    let group: UInt32?
    /// With `user` given by name: the user's other groups, as HAProxy's `setgroups` would leave none.
    let user: UInt32?

    /// - Throws: a sentence if there is no such user or group.
    init(_ global: Global) throws(ProxyError) {
        root = global.chroot
        do throws(LinuxError) {
            user = try global.user.map { (wanted) throws(LinuxError) in try Self.user(wanted) }
            group = try global.group.map { (wanted) throws(LinuxError) in try Self.group(wanted) }
        } catch {
            throw .system(error)
        }
    }

    static func user(_ wanted: ProcessAccount) throws(LinuxError) -> UInt32 {
        switch wanted {
        case .id(let number): return number
        case .name(let name):
            guard let account = try Account.find(user: name) else { throw unknown("user", name) }
            return account.user
        }
    }

    static func group(_ wanted: ProcessAccount) throws(LinuxError) -> UInt32 {
        switch wanted {
        case .id(let number): return number
        case .name(let name):
            // Whoever it is: only the group is asked for.
            guard let account = try Account.find(user: "0", group: name) else { throw unknown("group", name) }
            return account.group
        }
    }

    private static func unknown(_ kind: String, _ name: String) -> LinuxError {
        LinuxError(call: "getent", code: ENOENT, context: "find the \(kind) '\(name)'")
    }

    /// Becomes it, for good. Only a process with one thread may call this.
    func assume() throws(LinuxError) {
        if let root {
            try Self.attempt("chroot", "change the root to \(root)") { unsafe linux_change_root(root) }
        }
        if let group, group != getegid() || user ?? 0 != 0 {
            try Self.attempt("setgid", "become group \(group)") {
                unsafe [group].withUnsafeBufferPointer { unsafe linux_become_group(group, $0.baseAddress, 1) }
            }
        }
        if let user, user != geteuid() {
            try Self.attempt("setuid", "become user \(user)") { linux_become_user(user) }
        }
    }

    private static func attempt(_ call: String, _ context: String, _ body: () -> Int) throws(LinuxError) {
        let result = body()
        guard result < 0 else { return }
        let needsRoot = result == -Int(EPERM)
        throw LinuxError(
            call: call, code: Int32(-result), context: context, detail: needsRoot ? "start it as root" : "")
    }
}
