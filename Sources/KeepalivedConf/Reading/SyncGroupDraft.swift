/// `vrrp_sync_group` as written.
struct SyncGroupDraft: NamedDraft {
    let name: String
    let location: SourceLocation
    /// nil: there is no group block.
    var members: [Located<String>]?
    var tracking = TrackingDraft()
    var notifications = NotificationsDraft()
    var allowsWeights = false

    init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }

    mutating func read(_ block: [Statement], _ diagnostics: inout Diagnostics) {
        readBlock(block, of: SyncGroupKeyword.self, &diagnostics) { keyword, statement, diagnostics in
            let entries = statement.block ?? []
            if keyword.manual.opensBlock, !statement.hasNoArguments(&diagnostics) { return }
            switch keyword {
            case .group: members = Self.names(entries, &diagnostics)
            case .trackScript: tracking.readScripts(entries, &diagnostics)
            case .trackInterface: tracking.readInterfaces(entries, &diagnostics)
            case .trackProcess: tracking.readProcesses(entries, &diagnostics)
            case .notify: notifications.any = statement.command(takesUser: true, &diagnostics)
            case .notifyMaster: notifications.master = statement.command(takesUser: true, &diagnostics)
            case .notifyBackup: notifications.backup = statement.command(takesUser: true, &diagnostics)
            case .notifyFault: notifications.fault = statement.command(takesUser: true, &diagnostics)
            case .notifyStop: notifications.stop = statement.command(takesUser: true, &diagnostics)
            case .trackingWeight: allowsWeights = statement.hasNoArguments(&diagnostics) || allowsWeights
            case .globalTracking:
                allowsWeights = statement.hasNoArguments(&diagnostics) || allowsWeights
                let advice = "'global_tracking' is deprecated: write 'sync_group_tracking_weight'"
                diagnostics.warning(statement.location, advice)
            }
        }
    }

    private static func names(_ block: [Statement], _ diagnostics: inout Diagnostics) -> [Located<String>] {
        block.filter { $0.isPlainEntry(&diagnostics) }
            .flatMap { line in line.words.map { Located(value: $0, location: line.location) } }
    }
}

/// The notify commands as written.
struct NotificationsDraft {
    var any: ScriptCommand?
    var master: ScriptCommand?
    var backup: ScriptCommand?
    var fault: ScriptCommand?
    var stop: ScriptCommand?
}
