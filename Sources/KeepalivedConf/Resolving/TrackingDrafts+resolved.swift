extension ScriptDraft {
    func resolved(_ global: GlobalDraft, _ diagnostics: inout Diagnostics) -> VRRPScript? {
        guard let command else {
            if !isCommandRefused { diagnostics.error(location, "vrrp_script \(quoted(name)) has no 'script'") }
            return nil
        }
        let interval = self.interval ?? .seconds(1)
        return VRRPScript(
            name: name,
            command: ScriptCommand(
                arguments: command.arguments, user: user ?? global.scriptUser, location: command.location),
            interval: interval, timeout: timeout ?? interval, weight: weight ?? .fault, rise: rise ?? 1,
            fall: fall ?? 1, startsFailed: startsFailed, location: location)
    }
}

extension ProcessDraft {
    /// The kernel keeps this many bytes of a process's name (TASK_COMM_LEN, less its zero).
    private static let longestName = 15

    func resolved(_ diagnostics: inout Diagnostics) -> TrackedProcess? {
        guard let words = process?.value, let first = words.first else {
            diagnostics.error(location, "vrrp_track_process \(quoted(name)) has no 'process'")
            return nil
        }
        let parameters = Array(words.dropFirst())
        let match = parameterMatch ?? (parameters.isEmpty ? .none : .exact)
        let isFull = matchesFullCommand || match != .none
        if !isFull { warnOfName(first, &diagnostics) }
        guard let quorum = resolvedQuorum(&diagnostics) else { return nil }
        return TrackedProcess(
            name: name, process: first, parameters: parameters, parameterMatch: match, matchesFullCommand: isFull,
            weight: weight ?? .fault, quorum: quorum, quorumMaximum: quorumMaximum?.value,
            forkDelay: forkDelay ?? .zero, terminateDelay: terminateDelay ?? .zero, location: location)
    }

    private func resolvedQuorum(_ diagnostics: inout Diagnostics) -> Int? {
        guard let maximum = quorumMaximum else { return quorum?.value ?? 1 }
        guard maximum.value > 0 || quorum != nil else { return 0 }
        let least = quorum?.value ?? 1
        guard least <= maximum.value else {
            diagnostics.error(maximum.location, "'quorum_max' \(maximum.value) is less than 'quorum' \(least)")
            return nil
        }
        return least
    }

    private func warnOfName(_ process: String, _ diagnostics: inout Diagnostics) {
        let place = self.process?.location ?? location
        if process.utf8.contains(UInt8(ascii: "/")) {
            let advice = "add 'full_command' to match a path"
            diagnostics.warning(place, "\(quoted(process)) is compared with names of processes: \(advice)")
        } else if process.utf8.count > Self.longestName {
            let length = "has \(process.utf8.count) bytes, names of processes at most \(Self.longestName)"
            diagnostics.warning(place, "\(quoted(process)) \(length): shorten it, or add 'full_command'")
        }
    }
}

/// What may be tracked, with its own weight; one that has errors of its own is known here all the same.
struct TrackableNames {
    private let scripts: [String: Weight]
    private let processes: [String: Weight]

    init(scripts: [ScriptDraft], processes: [ProcessDraft]) {
        self.scripts = Self.firstOfEach(scripts.map { ($0.name, $0.weight ?? .fault) })
        self.processes = Self.firstOfEach(processes.map { ($0.name, $0.weight ?? .fault) })
    }

    private static func firstOfEach(_ weights: [(name: String, weight: Weight)]) -> [String: Weight] {
        var known: [String: Weight] = [:]
        for (name, weight) in weights where known[name] == nil { known[name] = weight }
        return known
    }

    func resolve(_ draft: TrackingDraft, _ diagnostics: inout Diagnostics) -> Tracking {
        Tracking(
            scripts: draft.scripts.compactMap { resolve($0, scripts, TopKeyword.script, &diagnostics) },
            processes: draft.processes.compactMap { resolve($0, processes, TopKeyword.trackedProcess, &diagnostics) },
            interfaces: draft.interfaces.map { $0.resolved(.fault) })
    }

    private func resolve(
        _ draft: TrackDraft, _ known: [String: Weight], _ kind: TopKeyword, _ diagnostics: inout Diagnostics
    ) -> TrackedReference? {
        if let weight = known[draft.name] { return draft.resolved(weight) }
        diagnostics.error(
            draft.location,
            "there is no \(kind.rawValue) \(quoted(draft.name))\(hint(draft.name, among: Array(known.keys)))")
        return nil
    }
}

extension TrackDraft {
    fileprivate func resolved(_ standard: Weight) -> TrackedReference {
        let weight = Weight(value: weight ?? standard.value, isReversed: isReversed ?? standard.isReversed)
        return TrackedReference(name: name, weight: weight, location: location)
    }
}
