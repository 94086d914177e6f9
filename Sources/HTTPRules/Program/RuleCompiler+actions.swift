import HAProxyConf
import HTTP1

extension RuleCompiler {
    /// Compiles the rules of the proxy whose ACLs were read last.
    mutating func compile(_ rules: [HTTPRule]) -> RuleList {
        let compiled = rules.map { compile($0) }
        let start = self.rules.count
        for case let rule? in compiled { self.rules.append(rule) }
        return RuleList(run: Run(from: start, to: self.rules.count))
    }

    /// nil: it would change what is not for rules to change.
    private mutating func compile(_ rule: HTTPRule) -> CompiledRule? {
        var compiled = CompiledRule()
        switch rule.action {
        case .allow: compiled.kind = .allow
        case .deny(let reply): (compiled.kind, compiled.index) = (.deny, compile(reply))
        case .reply(let reply): (compiled.kind, compiled.index) = (.reply, compile(reply))
        case .redirect(let redirect): (compiled.kind, compiled.index) = (.redirect, compile(redirect))
        case .service(.prometheusExporter): compiled.kind = .prometheusExporter
        case .deleteHeader(let selection): compile(selection, to: &compiled)
        case .setPath(let format):
            compiled.kind = .setPath
            compiled.format = compile(format, .target)
        case .setHeader(let name, let value): compile(.setHeader, name, value, to: &compiled)
        case .addHeader(let name, let value): compile(.addHeader, name, value, to: &compiled)
        case .replaceHeader(let name, let expression, let replacement):
            compiled.kind = .replaceHeader
            compiled.knownName = FieldName(name.span)
            compiled.name = add(name.map(lowercased))
            compiled.index = add(expression)
            compiled.format = compileReplacement(replacement)
        }
        let isWriting = compiled.kind == .setHeader || compiled.kind == .addHeader || compiled.kind == .replaceHeader
        guard !isWriting || !compiled.knownName.belongsToConnection else { return nil }
        compiled.condition = compile(rule.condition)
        return compiled
    }

    private mutating func compile(
        _ kind: CompiledRule.Kind, _ name: [UInt8], _ value: Format, to rule: inout CompiledRule
    ) {
        rule.kind = kind
        rule.knownName = FieldName(name.span)
        rule.name = add(name.map(lowercased))
        rule.format = compile(value, .fieldValue)
    }

    private mutating func compile(_ selection: HeaderSelection, to rule: inout CompiledRule) {
        switch selection {
        case .name(let name):
            rule.kind = .deleteName
            rule.knownName = FieldName(name.span)
            rule.name = add(name.map(lowercased))
        case .beginning(let text): (rule.kind, rule.name) = (.deleteBeginning, add(text.map(lowercased)))
        case .end(let text): (rule.kind, rule.name) = (.deleteEnd, add(text.map(lowercased)))
        case .substring(let text): (rule.kind, rule.name) = (.deleteSubstring, add(text.map(lowercased)))
        case .pattern(let expression): (rule.kind, rule.index) = (.deletePattern, add(expression))
        }
    }

    private mutating func add(_ expression: RegularExpression) -> UInt32 {
        expressions.append(expression)
        return UInt32(truncatingIfNeeded: expressions.count - 1)
    }
}

extension FieldName {
    /// Whether it tells of the connection or of the message's length, so that only who forwards the message writes it.
    var belongsToConnection: Bool {
        switch self {
        case .contentLength, .transferEncoding, .connection, .keepAlive, .proxyConnection, .te, .upgrade,
            .http2Settings:
            true
        default: false
        }
    }
}
