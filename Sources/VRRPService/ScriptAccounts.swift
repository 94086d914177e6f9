internal import CLinux
import KeepalivedConf
import Linux

/// Who scripts run as, and whether they may.
struct ScriptAccounts {
    /// Those looked up; nil for a user that there is not.
    private var known: [ScriptUser: Account?] = [:]

    /// The account of a command: its own, else `script_user`, else keepalived_script if there is such a user, else ours
    /// (keepalived.conf(5)).
    ///
    /// - Returns: nil for whoever we are.
    mutating func account(for command: ScriptCommand, _ global: GlobalDefinitions) throws(LinuxError) -> Account? {
        guard let user = command.user ?? global.scriptUser else {
            guard getuid() == 0 else { return nil }
            return try find(ScriptUser(user: "keepalived_script"))
        }
        guard let account = try find(user) else {
            throw LinuxError(
                call: "getpwnam", code: ENOENT, context: "run \(command.arguments[0])",
                detail: "\(command.location): there is no user \(user)")
        }
        // Who we are already needs no capability.
        return account.user == getuid() && account.group == getgid() ? nil : account
    }

    private mutating func find(_ user: ScriptUser) throws(LinuxError) -> Account? {
        if let account = known[user] { return account }
        let account = try Account.find(user: user.user, group: user.group)
        known.updateValue(account, forKey: user)
        return account
    }

    /// Why a script must not run as root: everybody who may write it, or a folder it lies in, would be root
    /// (`enable_script_security`). Where links lead elsewhere, what holds of the way there holds of that place too.
    ///
    /// - Returns: nil if nothing speaks against it.
    static func objection(to path: String) -> String? {
        if let objection = objectionOnTheWay(to: path) { return objection }
        // The C library's own copy, read before it is given back.
        guard let resolved = unsafe realpath(path, nil) else { return "\(path) is not there" }
        defer { unsafe free(resolved) }
        return objectionOnTheWay(to: unsafe String(cString: resolved))
    }

    private static func objectionOnTheWay(to path: String) -> String? {
        var part = ""
        for component in path.split(separator: "/") {
            part += "/\(component)"
            guard let status = try? FileStatus(part) else { return "\(part) is not there" }
            if status.owner != 0 { return "\(part) does not belong to root" }
            let isSticky = status.kind == .folder && status.mode & 0o1000 != 0
            if status.mode & 0o022 != 0, !isSticky { return "others than root may write \(part)" }
        }
        return nil
    }
}
