import HAProxyConf
import HTTP1

extension RuleProgram {
    /// `del-header NAME`, and the first half of `set-header`.
    func deleteAll(
        _ rule: CompiledRule, _ head: inout MessageHead, _ edits: inout MessageEdits, _ bytes: Span<UInt8>
    ) {
        guard !rule.knownName.tellsLength else { return }
        var index = 0
        while let field = field(rule.knownName, rule.name, from: index, head, edits, bytes) {
            head.remove(field)
            edits.deleted.insert(field)
            index = field + 1
        }
    }

    /// Adds a field behind the others.
    func append(
        _ rule: CompiledRule, _ value: Range<Int>, _ head: inout MessageHead, _ edits: inout MessageEdits,
        _ buffer: inout MutableSpan<UInt8>
    ) -> Bool {
        if rule.knownName != .other { return head.append(rule.knownName, value: value) }
        let start = edits.writer.position
        edits.writer.bytes(rule.name.range, of: arena.span, to: &buffer)
        guard !edits.writer.isOverfull, edits.writer.position <= MessageHead.maximumLength else { return false }
        return head.append(name: start..<edits.writer.position, value: value, in: buffer.span)
    }

    /// `del-header` with `-m`: names are compared in lower case, as HAProxy keeps them.
    func deleteMatching(
        _ rule: CompiledRule, _ head: inout MessageHead, _ edits: inout MessageEdits,
        _ buffer: inout MutableSpan<UInt8>, _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        for index in 0..<head.fieldCount where !edits.deleted.contains(index) {
            let field = head.field(index)
            guard !field.name.tellsLength else { continue }
            guard let name = lowercasedName(field, edits.writer, &buffer) else { return false }
            if matches(rule, buffer.span.extracting(name), &scratch) {
                head.remove(index)
                edits.deleted.insert(index)
            }
        }
        return true
    }

    /// Writes a name in lower case into free room, which stays free.
    private func lowercasedName(
        _ field: Field, _ writer: HeadWriter, _ buffer: inout MutableSpan<UInt8>
    ) -> Range<Int>? {
        var writer = writer
        let start = writer.position
        if field.nameRange.isEmpty {
            writer.text(field.name.spelling, to: &buffer)
        } else {
            writer.bytes(field.nameRange, within: &buffer)
        }
        guard !writer.isOverfull else { return nil }
        for position in start..<writer.position { buffer[position] = lowercased(buffer[position]) }
        return start..<writer.position
    }

    private func matches(
        _ rule: CompiledRule, _ name: Span<UInt8>, _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        let comparison: CompiledTest.Comparison
        switch rule.kind {
        case .deleteBeginning: comparison = .beginning
        case .deleteEnd: comparison = .end
        case .deleteSubstring: comparison = .substring
        default: return expressions[Int(rule.index)].firstMatch(in: name, &scratch)
        }
        return TextComparison(comparison: comparison, ignoresCase: false)
            .matches(name, arena.span.extracting(rule.name.range))
    }

    /// `replace-header`: each value in which the expression matches becomes the replacement, whole.
    func replace(
        _ rule: CompiledRule, _ phase: RulePhase, _ context: RuleContext, _ head: inout MessageHead,
        _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>, _ usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        var index = 0
        while let field = field(rule.knownName, rule.name, from: index, head, edits, buffer.span) {
            index = field + 1
            let old = head.field(field).valueRange
            let expression = Int(rule.index)
            guard expressions[expression].firstMatch(in: buffer.span.extracting(old), &scratch) else { continue }
            var groups = InlineArray<20, Int32>(repeating: -1)
            for slot in 0..<min(20, scratch.groups.count) where scratch.groups[slot] >= 0 {
                groups[slot] = Int32(truncatingIfNeeded: old.lowerBound + scratch.groups[slot])
            }
            let value = write(
                rule.format, .fieldValue, phase, context, head, &edits, &buffer, usable: usable, groups: groups)
            guard let value else { return false }
            head.replaceValue(field, with: value)
        }
        return true
    }
}

extension FieldName {
    /// Whether it tells how long the message is: who forwards it would not know without.
    fileprivate var tellsLength: Bool { self == .contentLength || self == .transferEncoding }
}
