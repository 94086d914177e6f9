package import HAProxyConf
package import HTTP1

extension RuleProgram {
    /// `http-request` of a backend for a request that came by a frontend: those of a `listen` have run already.
    @inline(__always)
    package func requestRules(ofBackend backend: Int, cameBy frontend: Int) -> RuleList {
        frontends[frontend].ownBackend == backend ? RuleList() : backends[backend].request
    }

    /// `http-response` of a backend. They run before those of the frontend; those of a `listen` run once, as the
    /// frontend's.
    @inline(__always)
    package func responseRules(ofBackend backend: Int, cameBy frontend: Int) -> RuleList {
        frontends[frontend].ownBackend == backend ? RuleList() : backends[backend].response
    }

    /// Does the rules of a list in order, those whose condition holds, until one decides.
    ///
    /// - Parameters:
    ///   - buffer: what the message stands in, from its first byte on, with free room where the edits write.
    ///   - usable: for each backend the number of its usable servers (`nbsrv`).
    @inline(__always)
    package func apply(
        _ list: RuleList, _ phase: RulePhase, _ context: RuleContext, _ head: inout MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>, usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> RuleOutcome {
        if list.isEmpty { return .allow }
        return applyRules(list, phase, context, &head, &edits, &buffer, usable, &scratch)
    }

    @inline(never)
    private func applyRules(
        _ list: RuleList, _ phase: RulePhase, _ context: RuleContext, _ head: inout MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>, _ usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> RuleOutcome {
        for index in list.run.range {
            let rule = rules[index]
            guard
                holds(rule.condition, phase, context, head, edits, buffer.span, usable: usable, &scratch)
            else { continue }
            switch rule.kind {
            case .allow: return .allow
            case .deny: return .deny(ReplyIndex(number: rule.index))
            case .reply: return .reply(ReplyIndex(number: rule.index))
            case .prometheusExporter: return .service(.prometheusExporter)
            case .redirect:
                let redirect = redirects[Int(rule.index)]
                let location = location(redirect, phase, context, head, &edits, &buffer, usable)
                guard let location else { return .failed }
                if location.isEmpty && redirect.ignoresEmpty { continue }
                edits.location = location
                return .redirect(RedirectIndex(number: rule.index))
            default:
                guard change(rule, phase, context, &head, &edits, &buffer, usable, &scratch) else { return .failed }
            }
        }
        return .allow
    }

    /// Does a rule that changes the message.
    ///
    /// - Returns: false if there was no room.
    private func change(
        _ rule: CompiledRule, _ phase: RulePhase, _ context: RuleContext, _ head: inout MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>, _ usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        switch rule.kind {
        case .setPath: return setPath(rule, phase, context, head, &edits, &buffer, usable)
        case .replaceHeader: return replace(rule, phase, context, &head, &edits, &buffer, usable, &scratch)
        case .setHeader, .addHeader:
            // The value is made first: it may hold the old one.
            let value = write(rule.format, .fieldValue, phase, context, head, &edits, &buffer, usable: usable)
            guard let value else { return false }
            if rule.kind == .setHeader { deleteAll(rule, &head, &edits, buffer.span) }
            return append(rule, value, &head, &edits, &buffer)
        case .deleteName:
            deleteAll(rule, &head, &edits, buffer.span)
            return true
        default: return deleteMatching(rule, &head, &edits, &buffer, &scratch)
        }
    }
}
