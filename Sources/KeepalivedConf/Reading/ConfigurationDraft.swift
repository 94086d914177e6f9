/// What was written, before defaults are filled in and the parts are compared with each other.
struct ConfigurationDraft {
    var global = GlobalDraft()
    var scripts: [ScriptDraft] = []
    var processes: [ProcessDraft] = []
    var syncGroups: [SyncGroupDraft] = []
    var instances: [InstanceDraft] = []

    mutating func read(_ statements: [Statement], _ diagnostics: inout Diagnostics) {
        readBlock(statements, of: TopKeyword.self, &diagnostics) { keyword, statement, diagnostics in
            guard let block = statement.block else { return }
            switch keyword {
            case .globalDefinitions:
                if statement.hasNoArguments(&diagnostics) { global.read(block, &diagnostics) }
            case .script: scripts.add(statement, &diagnostics) { ScriptDraft(name: $0, location: $1) }
            case .trackedProcess: processes.add(statement, &diagnostics) { ProcessDraft(name: $0, location: $1) }
            case .syncGroup: syncGroups.add(statement, &diagnostics) { SyncGroupDraft(name: $0, location: $1) }
            case .instance: instances.add(statement, &diagnostics) { InstanceDraft(name: $0, location: $1) }
            }
        }
    }
}

/// A block of the top that has a name.
protocol NamedDraft {
    var name: String { get }
    var location: SourceLocation { get }
    mutating func read(_ block: [Statement], _ diagnostics: inout Diagnostics)
}

extension Array where Element: NamedDraft {
    /// Reads the block of `statement`; even one without a proper name, for the errors in it.
    fileprivate mutating func add(
        _ statement: Statement, _ diagnostics: inout Diagnostics, _ make: (String, SourceLocation) -> Element
    ) {
        guard count < Limit.entries else {
            let message = "there are more than \(Limit.entries) of \(statement.keyword): this one is not read"
            return diagnostics.error(statement.location, message)
        }
        let name = statement.blockName(&diagnostics)
        var draft = make(name ?? "", statement.location)
        draft.read(statement.block ?? [], &diagnostics)
        guard let name else { return }
        if let earlier = first(where: { $0.name == name }) {
            let what = "\(statement.keyword) \(quoted(name))"
            diagnostics.error(statement.location, "\(what) is already defined at \(earlier.location)")
        } else {
            append(draft)
        }
    }
}
