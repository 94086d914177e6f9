import HAProxyConf
import HTTP1

extension RuleProgram {
    /// `set-path`: the query stays, and so do scheme and authority. A target without a path is replaced as a whole.
    ///
    /// What could not stand in a target is written as `%` and two digits, and a path without a '/' at its start gets one:
    /// HAProxy would send a request line that servers refuse.
    func setPath(
        _ rule: CompiledRule, _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>, _ usable: Span<Int32>
    ) -> Bool {
        let old = edits.target ?? RewrittenTarget(whole: head.target, path: head.path)
        let path = write(rule.format, .target, phase, context, head, &edits, &buffer, usable: usable)
        guard let path else { return false }
        let start = edits.writer.position
        var writer = edits.writer
        if !old.path.isEmpty { writer.bytes(old.whole.lowerBound..<old.path.lowerBound, within: &buffer) }
        let pathStart = writer.position
        if path.isEmpty || buffer[path.lowerBound] != UInt8(ascii: "/") { writer.byte(UInt8(ascii: "/"), to: &buffer) }
        writer.bytes(path, within: &buffer)
        if !old.path.isEmpty { writer.bytes(old.path.upperBound..<old.whole.upperBound, within: &buffer) }
        edits.writer = writer
        guard !writer.isOverfull, writer.position <= MessageHead.maximumLength else { return false }
        var pathEnd = pathStart
        while pathEnd < writer.position, buffer[pathEnd] != UInt8(ascii: "?") { pathEnd += 1 }
        edits.target = RewrittenTarget(whole: start..<writer.position, path: pathStart..<pathEnd)
        return true
    }

    /// Where a redirection leads (configuration.txt §4.2, "redirect").
    ///
    /// - Returns: nil if there was no room for it.
    func location(
        _ redirect: CompiledRedirect, _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>, _ usable: Span<Int32>
    ) -> Range<Int>? {
        let start = edits.writer.position
        let target = write(redirect.format, .fieldValue, phase, context, head, &edits, &buffer, usable: usable)
        guard target != nil, redirect.kind != .location else { return target }
        var writer = edits.writer
        if redirect.kind == .scheme {
            writer.text("://", to: &buffer)
            var host = CompiledFetch()
            host.knownName = .host
            var values = HeaderValues()
            let range = phase == .request ? values.next(host, self, head, edits, buffer.span) : nil
            if let range { writer.bytes(range, within: &buffer) }
        }
        writePath(redirect, phase, head, edits, &writer, &buffer)
        edits.writer = writer
        guard !writer.isOverfull, writer.position <= MessageHead.maximumLength else { return nil }
        return start..<writer.position
    }

    private func writePath(
        _ redirect: CompiledRedirect, _ phase: RulePhase, _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ writer: inout HeadWriter, _ buffer: inout MutableSpan<UInt8>
    ) {
        let path = edits.target?.path ?? head.path
        let whole = edits.target?.whole ?? head.target
        if phase != .request || path.isEmpty {
            writer.byte(UInt8(ascii: "/"), to: &buffer)
        } else {
            writer.bytes(path.lowerBound..<(redirect.dropsQuery ? path : whole).upperBound, within: &buffer)
        }
        guard redirect.appendsSlash, !writer.isOverfull, writer.position > 0 else { return }
        if buffer[writer.position - 1] != UInt8(ascii: "/") { writer.byte(UInt8(ascii: "/"), to: &buffer) }
    }
}
