import Addresses
import HAProxyConf

/// libFuzzer's entry: any bytes are read as haproxy.cfg. A trap, an endless loop or unbounded memory is a finding; so are
/// an answer longer than its bounds, a summary that shows a password, and a reference that leads nowhere.
///
/// The first byte 0x00 splits the input at its zeros: the first part is the configuration, the others are the files "1",
/// "2", … that it may name.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHAProxyConf(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: true).map(Array.init)
    let files = bytes.first == 0 ? parts : [bytes]
    let source = SourceFiles { path, limit in
        guard let index = Int(path), files.indices.contains(index) else {
            return .failure(SourceFiles.Failure(reason: "No such file or directory"))
        }
        return .success(Array(files[index].prefix(limit + 1)))
    }
    let environment = ["A": "10.0.0.1", "B": "a b  c", "EMPTY": ""]
    do throws(ConfigurationFailure) {
        check(try HAProxyConfiguration.load("0", from: source, environment: environment))
    } catch {
        precondition(!error.errors.isEmpty && error.errors.count <= 50 && error.warnings.count <= 50)
        precondition(!error.description.isEmpty)
    }
    return 0
}

/// What the data plane relies on.
private func check(_ configuration: HAProxyConfiguration) {
    precondition(!configuration.summary.isEmpty && configuration.warnings.count <= 50)
    for frontend in configuration.frontends { check(frontend, configuration) }
    for backend in configuration.backends {
        checkRules(backend.requestRules + backend.responseRules, backend.acls, configuration)
        precondition(backend.retries >= 0 && backend.ownFrontend ?? 0 < max(1, configuration.frontends.count))
        precondition(backend.serverRules.allSatisfy { backend.servers.indices.contains($0.server) })
        for (index, server) in backend.servers.enumerated() {
            precondition(server.id == index + 1 && (0...256).contains(server.weight) && !server.name.isEmpty)
            precondition(server.check.interval > .zero && server.check.rise > 0 && server.check.fall > 0)
        }
        guard case .http(let steps) = backend.healthCheck else { continue }
        guard case .connect = steps.first else { preconditionFailure("a check begins with a connection") }
        if case .connect = steps.last { preconditionFailure("a check ends with a connection") }
    }
}

private func check(_ frontend: Frontend, _ configuration: HAProxyConfiguration) {
    let backends = configuration.backends.indices
    checkRules(frontend.requestRules + frontend.responseRules, frontend.acls, configuration)
    precondition(frontend.defaultBackend.map(backends.contains) ?? true)
    precondition(frontend.backendRules.allSatisfy { backends.contains($0.backend) })
    precondition(frontend.binds.allSatisfy { $0.port > 0 })
    for rule in frontend.backendRules { checkCondition(rule.condition, frontend.acls) }
    for rule in frontend.connectionRules { checkCondition(rule.condition, frontend.acls) }
    for condition in frontend.statistics?.adminConditions ?? [] { checkCondition(condition, frontend.acls) }
    for page in frontend.errorPages {
        precondition(page.message.isEmpty || page.message.starts(with: "HTTP/1.".utf8))
    }
}

private func checkRules(_ rules: [HTTPRule], _ acls: [ACL], _ configuration: HAProxyConfiguration) {
    for rule in rules { checkCondition(rule.condition, acls) }
    var scratch = RegularExpression.Scratch()
    let text = Array("/static/a.css?x=1".utf8)
    for test in acls.flatMap(\.tests) {
        precondition(!test.isUnresolved(among: configuration.backends.count))
        guard case .pattern(let patterns) = test.match else { continue }
        for pattern in patterns where pattern.firstMatch(in: text.span, &scratch) {
            precondition(scratch.groups.count == 2 * (pattern.groupCount + 1))
            precondition(scratch.groups.allSatisfy { (-1...text.count).contains($0) })
            precondition(scratch.groups[0] <= scratch.groups[1])
        }
    }
}

private func checkCondition(_ condition: Condition?, _ acls: [ACL]) {
    guard let condition else { return }
    precondition(!condition.alternatives.isEmpty)
    for terms in condition.alternatives {
        precondition(!terms.isEmpty && terms.allSatisfy { acls.indices.contains($0.acl) })
    }
}

extension ACLTest {
    fileprivate func isUnresolved(among count: Int) -> Bool {
        if case .usableServers(let backend) = fetch { return !(0..<count).contains(backend) }
        return false
    }
}
