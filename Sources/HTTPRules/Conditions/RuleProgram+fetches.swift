import HTTP1

extension RuleProgram {
    /// The value of a fetch; of a header without an occurrence, the last.
    func value(
        _ fetch: CompiledFetch, _ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead,
        _ edits: MessageEdits, _ bytes: Span<UInt8>, _ usable: Span<Int32>
    ) -> FetchedValue {
        switch fetch.kind {
        case .never: return .truth(false)
        case .always: return .truth(true)
        case .source: return .address(context.client)
        case .sourcePort: return .number(Int(context.clientPort))
        case .destination: return .address(context.destination)
        case .destinationPort: return .number(Int(context.destinationPort))
        case .usableServers:
            let backend = Int(fetch.backend)
            return backend >= 0 && backend < usable.count ? .number(Int(usable[backend])) : .missing
        case .method: return method(phase, context, head)
        case .status: return phase == .response ? .number(head.status) : .missing
        case .requestHeader, .responseHeader:
            guard phase == (fetch.kind == .requestHeader ? .request : .response) else { return .missing }
            return header(fetch, head, edits, bytes)
        case .path, .pathAndQuery, .query, .url, .requestVersion:
            guard phase == .request, let range = Self.part(fetch.kind, head, edits) else { return .missing }
            return .text(range)
        }
    }

    /// In a response, only a method that has a number is still known (HAProxy keeps no more).
    private func method(_ phase: RulePhase, _ context: RuleContext, _ head: borrowing MessageHead) -> FetchedValue {
        switch phase {
        case .connection: return .missing
        case .request: return .text(head.methodRange)
        case .response:
            guard context.requestMethod != .other else { return .missing }
            return .constant(texts[Int(constants.methods.start) + Int(context.requestMethod.rawValue)])
        }
    }

    /// A part of the request line, as rules before have left it.
    private static func part(
        _ kind: CompiledFetch.Kind, _ head: borrowing MessageHead, _ edits: MessageEdits
    ) -> Range<Int>? {
        let whole = edits.target?.whole ?? head.target
        let path = edits.target?.path ?? head.path
        switch kind {
        case .url: return whole
        case .requestVersion:
            // SP HTTP/1.1 follows the target that came.
            let start = head.target.upperBound + 6
            return start..<start + 3
        case .query:
            if edits.target == nil { return head.query }
            return path.upperBound < whole.upperBound ? path.upperBound + 1..<whole.upperBound : nil
        case .path: return path.isEmpty ? nil : path
        default: return path.isEmpty ? nil : path.lowerBound..<whole.upperBound
        }
    }

    private func header(
        _ fetch: CompiledFetch, _ head: borrowing MessageHead, _ edits: MessageEdits, _ bytes: Span<UInt8>
    ) -> FetchedValue {
        var values = HeaderValues()
        if fetch.form == .count {
            var count = 0
            while values.next(fetch, self, head, edits, bytes) != nil { count += 1 }
            return .number(count)
        }
        guard let range = values.find(fetch, self, head, edits, bytes) else { return .missing }
        return fetch.form == .number ? .number(Self.number(bytes, range)) : .text(range)
    }

    /// The digits that a value begins with, '-' before them or not, as a number; 0 if there are none.
    static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var position = range.lowerBound
        let isNegative = position < range.upperBound && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var number = 0
        while position < range.upperBound, bytes[position] &- UInt8(ascii: "0") < 10, number < 1 << 55 {
            number = number * 10 + Int(bytes[position] &- UInt8(ascii: "0"))
            position += 1
        }
        return isNegative ? -number : number
    }
}

/// The elements of the lists in all fields of a name that rules have not deleted: hop-by-hop ones too, which rules may
/// test though they are not forwarded.
struct HeaderValues {
    private var index = 0
    private var elements: ListElements?

    /// The next element; nil after the last.
    mutating func next(
        _ fetch: CompiledFetch, _ program: borrowing RuleProgram, _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ bytes: Span<UInt8>
    ) -> Range<Int>? {
        while true {
            if let element = elements?.next(in: bytes) { return element }
            elements = nil
            guard
                let field = program.field(fetch.knownName, fetch.name, from: index, head, edits, bytes)
            else { return nil }
            index = field + 1
            elements = ListElements(head.field(field).valueRange)
        }
    }

    /// The element that a fetch means by its occurrence: from 1 on the first, from -1 back from the last; 0 is the last.
    mutating func find(
        _ fetch: CompiledFetch, _ program: borrowing RuleProgram, _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ bytes: Span<UInt8>
    ) -> Range<Int>? {
        var number = Int(fetch.occurrence)
        if number <= 0 {
            var all = self
            var count = 0
            while all.next(fetch, program, head, edits, bytes) != nil { count += 1 }
            number += number == 0 ? count : count + 1
        }
        guard number > 0 else { return nil }
        while let element = next(fetch, program, head, edits, bytes) {
            number -= 1
            if number == 0 { return element }
        }
        return nil
    }
}

extension RuleProgram {
    /// The first field of a name, at an index or after it, that rules have not deleted.
    ///
    /// - Parameter name: in lower case; not looked at if the name is known.
    func field(
        _ known: FieldName, _ name: ByteSlice, from index: Int, _ head: borrowing MessageHead, _ edits: MessageEdits,
        _ bytes: Span<UInt8>
    ) -> Int? {
        guard head.has(known) else { return nil }
        var index = index
        while index < head.fieldCount {
            let field = head.field(index)
            if field.name == known, !edits.deleted.contains(index), known != .other || equals(name, field, bytes) {
                return index
            }
            index &+= 1
        }
        return nil
    }

    private func equals(_ name: ByteSlice, _ field: Field, _ bytes: Span<UInt8>) -> Bool {
        let range = field.nameRange
        guard range.count == Int(name.count) else { return false }
        let start = Int(name.start)
        for offset in 0..<range.count
        where lowercased(bytes[range.lowerBound &+ offset]) != arena[start &+ offset] { return false }
        return true
    }
}
