import Foundation
import Subprocess

extension Lab {
    /// Runs a command as root inside a host, or at the operator's place if `host` is ``operatorName``, on the caller's
    /// standard input, output and error.
    ///
    /// - Returns: The command's exit code; 128 and the signal's number if a signal ended it; nsenter's 127 or 126 if
    ///   the command cannot be run.
    /// - Throws: `LabError.notUp`, `LabError.unknownHost`, `LabError.hostNotRunning`
    package func exec(host: String, command: [String]) async throws -> Int32 {
        let (arguments, environment) = try entry(host, command)
        return try await LabTool.nsenter.runInteractively(arguments, environment: environment)
    }

    /// The same, with the command's standard output returned beside its exit code.
    package func capture(host: String, command: [String]) async throws -> (code: Int32, output: String) {
        let (arguments, environment) = try entry(host, command)
        return try await LabTool.nsenter.capture(arguments, environment: environment)
    }

    /// nsenter(1)'s arguments and environment for a command in a host.
    private func entry(_ host: String, _ command: [String]) throws -> ([String], Environment) {
        try LabTool.checkAll()
        if host == Self.operatorName {
            _ = try standingPlan()
            return (
                ["--net=\(networkNamespace.path)", "--"] + command,
                LabTool.environment(.init(lab: name, host: host))
            )
        }
        let plan = try hostPlan(host)
        guard let leader = LabProcess.all(of: self).first(where: { $0.isLeader && $0.host == plan.name }) else {
            throw LabError.hostNotRunning(plan.name, lab: name)
        }
        return (Self.enterCommand(leader: leader.pid) + command, .custom(Self.loginEnvironment))
    }

    /// nsenter(1) with every namespace, root and working directory of a container's first process.
    static func enterCommand(leader: Int32) -> [String] {
        ["--target", String(leader), "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wd", "--"]
    }

    /// What root has after a login, and nothing of the caller's but the kind of terminal.
    private static var loginEnvironment: [Environment.Key: String] {
        [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "USER": "root",
            "LOGNAME": "root", "SHELL": "/bin/bash", "LANG": "C.UTF-8",
            "TERM": ProcessInfo.processInfo.environment["TERM"] ?? "dumb",
        ]
    }
}
