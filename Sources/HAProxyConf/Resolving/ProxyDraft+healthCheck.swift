extension ProxyDraft {
    /// The steps of a check, put together of `option httpchk` and `http-check` as HAProxy does.
    func healthCheck(_ diagnostics: inout Diagnostics) -> HealthCheck {
        let draft = settings.check
        guard draft.kind == .http else {
            if let step = draft.steps.first, !settings.isCheckInherited {
                let advice = "its steps are not done without 'option httpchk'"
                diagnostics.warning(step.location, "'http-check' has no effect: \(advice)")
            }
            return .connect
        }
        guard draft.option != nil || draft.hasRequest else {
            let advice = "write 'option httpchk' in this section too (its own 'http-check' replaces all of 'defaults')"
            diagnostics.error(draft.steps.first?.location ?? location, "the check sends no request: \(advice)")
            return .connect
        }
        return .http(steps(of: draft, &diagnostics))
    }

    private func steps(of draft: CheckDraft, _ diagnostics: inout Diagnostics) -> [CheckStep] {
        var assembly = CheckAssembly()
        let first = draft.firstSend
        if let option = draft.option, first == nil, !draft.beginsWithConnect { assembly.begin(option.request) }
        for (index, step) in draft.steps.enumerated() {
            var value = step.value
            if index == first, case .send(let request) = value, let option = draft.option {
                value = .send(request.merged(with: option.request, optionIsLater: option.after > index))
            }
            if let fault = assembly.add(value) { diagnostics.error(step.location, fault) }
        }
        if let option = draft.option { assembly.end(option.request) }
        if !assembly.isComplete, let last = draft.steps.last {
            diagnostics.error(last.location, "a request must follow 'http-check connect': 'http-check send'")
        }
        return assembly.steps
    }
}

extension CheckDraft {
    fileprivate var hasRequest: Bool {
        steps.contains { step in
            if case .send = step.value { return true }
            return false
        }
    }

    fileprivate var beginsWithConnect: Bool {
        if case .connect = steps.first?.value { return true }
        return false
    }

    /// The `http-check send` that `option httpchk` goes with: the first step but a `connect`.
    fileprivate var firstSend: Int? {
        for (index, step) in steps.enumerated() {
            switch step.value {
            case .connect where index == 0: continue
            case .send: return index
            default: return nil
            }
        }
        return nil
    }
}

extension CheckDraft.Request {
    /// What is given last counts; headers and body are only given here.
    fileprivate func merged(with option: CheckDraft.Request, optionIsLater: Bool) -> CheckDraft.Request {
        var merged = self
        merged.method = optionIsLater ? option.method ?? method : method ?? option.method
        merged.uri = optionIsLater ? option.uri ?? uri : uri ?? option.uri
        merged.minorVersion =
            optionIsLater ? option.minorVersion ?? minorVersion : minorVersion ?? option.minorVersion
        return merged
    }

    fileprivate var resolved: CheckRequest {
        CheckRequest(
            method: method ?? Array("OPTIONS".utf8), uri: uri ?? [UInt8(ascii: "/")], minorVersion: minorVersion ?? 0,
            headers: headers, body: body)
    }
}

/// Steps in their order: a connection, a request, what is expected; then another connection.
private struct CheckAssembly {
    private(set) var steps: [CheckStep] = []

    /// A request that is not among the steps comes first, after the connection.
    mutating func begin(_ request: CheckDraft.Request) {
        connect()
        steps.append(.send(request.resolved))
    }

    /// After a lone `connect` what `option httpchk` says is sent.
    mutating func end(_ request: CheckDraft.Request) {
        if case .connect = steps.last, steps.count == 1 { steps.append(.send(request.resolved)) }
    }

    private mutating func connect() {
        steps.append(
            .connect(CheckConnection(port: nil, address: nil, sendsProxyHeader: false, lingers: false)))
    }

    /// - Returns: why the step cannot stand there.
    mutating func add(_ step: CheckDraft.Step) -> String? {
        switch step {
        case .connect(let connection):
            guard canConnect else {
                return "'http-check connect' stands first or after an 'expect' (then the first step is a 'connect' too)"
            }
            steps.append(.connect(connection))
        case .send(let request):
            if steps.isEmpty { connect() }
            guard case .connect = steps.last else { return "'http-check send' stands first or after a 'connect'" }
            steps.append(.send(request.resolved))
        case .expect(let expectation):
            switch steps.last {
            case .send, .expect: steps.append(.expect(expectation))
            case .connect, nil: return "'http-check expect' stands after a request: 'http-check send'"
            }
        }
        return nil
    }

    private var canConnect: Bool {
        switch steps.last {
        case nil, .expect: true
        case .connect, .send: false
        }
    }

    /// Whether every connection is used.
    var isComplete: Bool {
        switch steps.last {
        case nil, .connect: false
        case .send, .expect: true
        }
    }
}
