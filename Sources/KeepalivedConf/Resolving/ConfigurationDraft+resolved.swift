import Addresses

extension ConfigurationDraft {
    /// The configuration with every default, once each part and all together have been checked.
    ///
    /// - Returns: nil when something is missing; what is wrong is told.
    func resolved(files: [String], start: SourceLocation, _ diagnostics: inout Diagnostics) -> KeepalivedConfiguration?
    {
        let scripts = self.scripts.compactMap { $0.resolved(global, &diagnostics) }
        let processes = self.processes.compactMap { $0.resolved(&diagnostics) }
        let names = TrackableNames(scripts: self.scripts, processes: self.processes)
        let instances = namingVirtualMACs(&diagnostics).compactMap { $0.resolved(global, names, &diagnostics) }
        let groups = syncGroups.compactMap { $0.resolved(global, names, &diagnostics) }
        if self.instances.isEmpty, !diagnostics.hasErrors {
            diagnostics.error(start, "there is no vrrp_instance: nothing to do")
        }
        checkVirtualRouterIDs(instances, &diagnostics)
        checkMembers(&diagnostics)
        checkWeights(instances, groups, &diagnostics)
        warnOfUnused(&diagnostics)
        warnOfInsecureScripts(&diagnostics)
        return KeepalivedConfiguration(
            global: global.resolved, scripts: scripts, processes: processes, syncGroups: groups, instances: instances,
            files: files, warnings: diagnostics.tellableWarnings)
    }

    private func warnOfInsecureScripts(_ diagnostics: inout Diagnostics) {
        let notifications = instances.map { $0.notifications } + syncGroups.map { $0.notifications }
        let commands = scripts.map { $0.command } + notifications.flatMap { $0.all }
        guard !global.isScriptSecurityEnabled, let first = commands.compactMap({ $0 }).first else { return }
        let advice = "add 'enable_script_security' to global_defs"
        diagnostics.warning(first.location, "scripts are run even where others than root may change them: \(advice)")
    }

    private func warnOfUnused(_ diagnostics: inout Diagnostics) {
        let all = instances.map { $0.tracking } + syncGroups.map { $0.tracking }
        let trackedScripts = Set(all.flatMap { $0.scripts.map { $0.name } })
        let trackedProcesses = Set(all.flatMap { $0.processes.map { $0.name } })
        for script in scripts where !trackedScripts.contains(script.name) {
            diagnostics.warning(
                script.location, "vrrp_script \(quoted(script.name)) is tracked by nothing: it never runs")
        }
        for process in processes where !trackedProcesses.contains(process.name) {
            diagnostics.warning(process.location, "vrrp_track_process \(quoted(process.name)) is tracked by nothing")
        }
    }
}

extension GlobalDraft {
    var resolved: GlobalDefinitions {
        GlobalDefinitions(
            routerID: routerID, multicastGroup4: group(.ipv4), multicastGroup6: group(.ipv6), scriptUser: scriptUser,
            isScriptSecurityEnabled: isScriptSecurityEnabled, realTimePriority: realTimePriority,
            isMemoryLocked: isMemoryLocked)
    }
}

extension ScriptCommand {
    /// The command with its user: its own, else the one of global_defs.
    func withDefault(_ user: ScriptUser?) -> ScriptCommand {
        ScriptCommand(arguments: arguments, user: self.user ?? user, location: location)
    }
}

extension NotificationsDraft {
    fileprivate var all: [ScriptCommand?] { [any, master, backup, fault, stop] }

    func resolved(_ global: GlobalDraft) -> Notifications {
        let user = global.scriptUser
        return Notifications(
            any: any?.withDefault(user), master: master?.withDefault(user), backup: backup?.withDefault(user),
            fault: fault?.withDefault(user), stop: stop?.withDefault(user))
    }
}
