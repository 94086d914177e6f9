package import HAProxyConf
package import HTTP1

extension RuleProgram {
    /// Whether a condition holds (configuration.txt §7.2). What has no value at the time makes a test false.
    ///
    /// - Parameters:
    ///   - bytes: the buffer that the message stands in.
    ///   - usable: for each backend the number of its usable servers (`nbsrv`).
    package func holds(
        _ condition: ConditionIndex, _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead,
        _ edits: MessageEdits, _ bytes: Span<UInt8>, usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        guard condition.number != ConditionIndex.none.number else { return true }
        let condition = conditions[Int(condition.number)]
        let end = condition.terms.range.upperBound
        var index = condition.terms.range.lowerBound
        while index < end {
            let term = terms[index]
            let holds = any(term.tests, phase, context, head, edits, bytes, usable, &scratch)
            if holds == term.isNegated {
                index = Int(term.nextAlternative)
            } else if term.endsAlternative {
                return !condition.isNegated
            } else {
                index &+= 1
            }
        }
        return condition.isNegated
    }

    /// Whether one of several conditions holds.
    package func holdsAny(
        _ list: ConditionList, _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead,
        _ edits: MessageEdits, _ bytes: Span<UInt8>, usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        for number in list.run.range {
            let condition = ConditionIndex(number: UInt32(truncatingIfNeeded: number))
            if holds(condition, phase, context, head, edits, bytes, usable: usable, &scratch) { return true }
        }
        return false
    }

    private func any(
        _ tests: Run, _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead,
        _ edits: MessageEdits, _ bytes: Span<UInt8>, _ usable: Span<Int32>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        for index in tests.range {
            let test = self.tests[index]
            let holds =
                test.looksAtEachValue
                ? anyHeader(test, phase, head, edits, bytes, &scratch)
                : matches(test, value(test.fetch, phase, context, head, edits, bytes, usable), bytes, &scratch)
            if holds { return true }
        }
        return false
    }

    /// Of several values of a header one must match.
    private func anyHeader(
        _ test: CompiledTest, _ phase: RulePhase, _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ bytes: Span<UInt8>, _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        guard phase == (test.fetch.kind == .requestHeader ? .request : .response) else { return false }
        var values = HeaderValues()
        while let range = values.next(test.fetch, self, head, edits, bytes) {
            let value =
                test.fetch.form == .number ? FetchedValue.number(Self.number(bytes, range)) : .text(range)
            if matches(test, value, bytes, &scratch) { return true }
        }
        return false
    }

    private func matches(
        _ test: CompiledTest, _ value: FetchedValue, _ bytes: Span<UInt8>,
        _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        switch value {
        case .missing: return false
        case .truth(let truth): return test.comparison == .isFound || truth
        case .number(let number): return test.comparison == .isFound || contains(number, test.patterns)
        case .address(let address):
            if test.comparison == .isFound { return true }
            for index in test.patterns.range where networks[index].contains(address) { return true }
            return false
        case .text(let range): return matches(test, bytes.extracting(range), &scratch)
        case .constant(let slice): return matches(test, arena.span.extracting(slice.range), &scratch)
        }
    }

    private func matches(
        _ test: CompiledTest, _ text: Span<UInt8>, _ scratch: inout RegularExpression.Scratch
    ) -> Bool {
        switch test.comparison {
        case .isTrue, .isFound: return true
        case .length: return contains(text.count, test.patterns)
        case .number, .network: return false
        case .pattern:
            for index in test.patterns.range where expressions[index].firstMatch(in: text, &scratch) { return true }
            return false
        case .exact where test.patterns.count > 8: return isAmong(test, text)
        case .exact, .beginning, .end, .substring, .directory, .domain:
            let comparison = TextComparison(comparison: test.comparison, ignoresCase: test.ignoresCase)
            for index in test.patterns.range
            where comparison.matches(text, arena.span.extracting(texts[index].range)) { return true }
            return false
        }
    }

    /// Whether a text is one of many patterns, which stand in order.
    private func isAmong(_ test: CompiledTest, _ text: Span<UInt8>) -> Bool {
        var (low, high) = (test.patterns.range.lowerBound, test.patterns.range.upperBound)
        while low < high {
            let middle = (low &+ high) / 2
            let order = PatternOrder.compare(
                text, arena.span.extracting(texts[middle].range), ignoresCase: test.ignoresCase)
            if order == 0 { return true }
            if order < 0 { high = middle } else { low = middle &+ 1 }
        }
        return false
    }

    private func contains(_ number: Int, _ ranges: Run) -> Bool {
        for index in ranges.range where numbers[index].contains(number) { return true }
        return false
    }
}

extension CompiledTest {
    /// Whether it is of a header of which any value may match.
    @inline(__always)
    fileprivate var looksAtEachValue: Bool {
        (fetch.kind == .requestHeader || fetch.kind == .responseHeader) && fetch.occurrence == 0 && fetch.form != .count
    }
}
