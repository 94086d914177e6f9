package import HAProxyConf
package import HTTP1

extension RuleProgram {
    /// `tcp-request connection`: whether a new connection is accepted. Nothing of a message is looked at.
    package func accepts(
        _ context: RuleContext, _ head: borrowing MessageHead, usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        let list = frontends[context.frontend].connection
        if list.isEmpty { return true }
        var start = 0
        let nothing = InlineArray<1, UInt8>(repeating: 0)
        let edits = MessageEdits(writingAt: 0)
        return next(list, &start, .connection, context, head, edits, nothing.span, usable, &scratch) != 0
    }

    /// `use_backend` and `default_backend`: the backend for a request; nil if there is none.
    ///
    /// - Parameter phase: `connection` in `mode tcp`, where there is no request to look at.
    package func backend(
        _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ bytes: Span<UInt8>,
        usable: Span<Int32>, _ scratch: inout RegularExpression.Scratch
    ) -> Int? {
        let frontend = frontends[context.frontend]
        if frontend.backend.isEmpty { return frontend.defaultBackend }
        var start = 0
        return next(frontend.backend, &start, phase, context, head, edits, bytes, usable, &scratch)
            ?? frontend.defaultBackend
    }

    /// `use-server`: the next server that a rule chooses. The first of them that is usable gets the request.
    ///
    /// - Parameters:
    ///   - start: 0 at first; it is moved behind the rule that chose.
    ///   - phase: `connection` in `mode tcp`.
    /// - Returns: an index into the servers of the context's backend; nil if no rule is left.
    package func server(
        startingAt start: inout Int, _ phase: RulePhase, _ context: RuleContext,
        _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ bytes: Span<UInt8>, usable: Span<Int32>, _ scratch: inout RegularExpression.Scratch
    ) -> Int? {
        guard let backend = context.backend else { return nil }
        let list = backends[backend].server
        if list.isEmpty { return nil }
        return next(list, &start, phase, context, head, edits, bytes, usable, &scratch)
    }

    /// What the next rule says whose condition holds.
    private func next(
        _ list: ChoiceList, _ start: inout Int, _ phase: RulePhase, _ context: RuleContext,
        _ head: borrowing MessageHead, _ edits: MessageEdits, _ bytes: Span<UInt8>, _ usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Int? {
        while start < Int(list.run.count) {
            let choice = choices[Int(list.run.start) + start]
            start += 1
            if holds(choice.condition, phase, context, head, edits, bytes, usable: usable, &scratch) {
                return Int(choice.choice)
            }
        }
        return nil
    }

    /// `monitor-uri`: whether a request asks whether the proxy is there. It is answered with the page for 200.
    package func isMonitoring(
        _ frontend: Int, _ head: borrowing MessageHead, _ bytes: Span<UInt8>
    ) -> Bool {
        let uri = frontends[frontend].monitorURI
        guard !uri.isEmpty else { return false }
        let asked = arena.span.extracting(uri.range)
        let comparison = TextComparison(comparison: .exact, ignoresCase: false)
        if comparison.matches(bytes.extracting(head.target), asked) { return true }
        guard asked[0] == UInt8(ascii: "/"), !head.path.isEmpty else { return false }
        return comparison.matches(bytes.extracting(head.path.lowerBound..<head.target.upperBound), asked)
    }
}
