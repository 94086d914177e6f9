import Testing

@testable import HTTP1

/// What is true of all bytes.
struct PropertyTests {
    @Test("every beginning of a good head is incomplete", arguments: Heads.good)
    func prefixes(_ text: String) {
        let bytes = Array(text.utf8)
        let isRequest = Heads.requests.contains(text)
        var head = MessageHead()
        for count in 0..<bytes.count {
            let result = Heads.parse(&head, bytes.span.extracting(first: count), isRequest: isRequest)
            #expect(result == .incomplete, "the first \(count)")
        }
        let whole = Heads.parse(&head, bytes.span, isRequest: isRequest)
        #expect(whole == .complete(headLength: bytes.count))
    }

    @Test("what follows a head does not change it", arguments: Heads.good)
    func following(_ text: String) {
        let isRequest = Heads.requests.contains(text)
        var head = MessageHead()
        var other = MessageHead()
        _ = Heads.parse(&head, Array(text.utf8).span, isRequest: isRequest)
        for rest in ["\0", "\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", ": x\r\nContent-Length: 1\r\n\r\n"] {
            let result = Heads.parse(&other, Array((text + rest).utf8).span, isRequest: isRequest)
            let isSame = head.facts == other.facts
            #expect(result == .complete(headLength: text.utf8.count) && isSame)
        }
    }

    @Test("any one byte may be any other: places stay within the head, and the finder agrees", arguments: Heads.good)
    func corruption(_ text: String) {
        let isRequest = Heads.requests.contains(text)
        var bytes = Array(text.utf8)
        var head = MessageHead()
        for index in bytes.indices {
            let original = bytes[index]
            for byte in UInt8.min...UInt8.max {
                bytes[index] = byte
                let result = Heads.parse(&head, bytes.span, isRequest: isRequest)
                let fault = Invariants.fault(of: head, result, bytes.span)
                if let fault { Issue.record("byte \(byte) at \(index): \(fault)") }
            }
            bytes[index] = original
        }
    }
}

/// What a caller relies on.
enum Invariants {
    /// What is wrong with a result, if anything is.
    static func fault(of head: borrowing MessageHead, _ result: ParseResult, _ bytes: Span<UInt8>) -> String? {
        var finder = HeadEndFinder()
        let isEnded = finder.isComplete(in: bytes)
        switch result {
        case .incomplete: return isEnded ? "incomplete, and the finder sees an end" : nil
        case .refused(let refusal): return refusal.position <= bytes.count ? nil : "refused outside"
        case .complete(let length):
            guard isEnded, length <= bytes.count else { return "complete, and the finder sees no end" }
            let limits = head.fieldsStart...head.fieldsEnd
            for index in 0..<head.fieldCount {
                let field = head.field(index)
                guard field.nameRange.lowerBound >= head.fieldsStart, field.nameRange.upperBound <= length,
                    !field.nameRange.isEmpty, field.valueRange.upperBound <= length
                else { return "field \(index) is not in the head" }
            }
            return limits.upperBound + 2 == length ? nil : "ends elsewhere"
        }
    }
}
