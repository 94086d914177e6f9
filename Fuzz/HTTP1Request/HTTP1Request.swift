import HTTP1

/// libFuzzer's entry: any bytes are read as a request's head. A trap is a finding; so is a result that more bytes change,
/// a place outside the head, a written head that is read as another, and a cookie that survives its removal.
///
/// The first byte says where the bytes are split.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let split = input.first else { return 0 }
    let bytes = input.span.extracting(1..<input.count)
    var head = MessageHead()
    let prefix = bytes.extracting(first: Int(split) * bytes.count / 256)
    let early = head.parseRequest(prefix)
    let result = head.parseRequest(bytes)
    precondition(early == .incomplete || early == result, "more bytes change the result")
    HeadInvariants.checkFinder(result, bytes, piece: Int(split) + 1)
    guard case .complete(let length) = result else { return 0 }
    HeadInvariants.checkPlaces(head, length)
    precondition(head.target.upperBound < head.fieldsStart && head.path.upperBound <= head.target.upperBound)
    precondition(head.version == .http10 || head.hostField != nil)
    RequestRoundTrip.check(head, bytes)
    CookieCheck.run(&head, bytes)
    return 0
}

/// What a server gets is read as what the client sent.
enum RequestRoundTrip {
    static func check(_ head: borrowing MessageHead, _ bytes: Span<UInt8>) {
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 512)
        var span = output.mutableSpan
        var writer = HeadWriter()
        writer.requestLine(of: head, bytes, to: &span)
        writer.fields(of: head, bytes, to: &span)
        if head.hostField == nil { writer.text("Host: a\r\n", to: &span) }
        writer.endOfHead(to: &span)
        let end = writer.position
        precondition(!writer.isOverfull)
        var written = MessageHead()
        let result = written.parseRequest(output.span.extracting(first: end))
        precondition(result == .complete(headLength: end), "the written head is not read")
        precondition(written.method == head.method && written.framing == head.framing && written.version == .http11)
        precondition(HeadInvariants.isSame(bytes, head.methodRange, output.span, written.methodRange))
        if !head.path.isEmpty {
            precondition(HeadInvariants.isSame(bytes, head.path, output.span, written.path), "another path")
        }
        if let authority = head.authority, let host = written.authority {
            precondition(HeadInvariants.isSame(bytes, authority, output.span, host) || head.hostField == nil)
        }
        HeadInvariants.checkForwarded(head, bytes, in: written, output.span)
    }
}

/// Cookies named A are taken out, and others stay as they are.
enum CookieCheck {
    static func run(_ head: inout MessageHead, _ bytes: Span<UInt8>) {
        guard head.has(.cookie) else { return }
        var copy = [UInt8](repeating: 0, count: bytes.count)
        for index in copy.indices { copy[index] = bytes[index] }
        let (sought, other) = ([UInt8(ascii: "A")], [UInt8(ascii: "B")])
        let before = sum(of: other, head, copy)
        let expected = count(of: sought, head, copy)
        var span = copy.mutableSpan
        let stripped = head.edit(.stripKey, cookiesNamed: sought.span, in: &span)
        let removed = head.edit(.remove, cookiesNamed: sought.span, in: &span)
        precondition(stripped == expected && removed == expected, "not every cookie was seen")
        precondition(count(of: sought, head, copy) == 0, "a cookie is left")
        precondition(sum(of: other, head, copy) == before, "another cookie has changed")
    }

    private static func count(of name: [UInt8], _ head: borrowing MessageHead, _ bytes: [UInt8]) -> Int {
        var cookies = CookieValues()
        var count = 0
        while cookies.next(named: name.span, of: head, in: bytes.span) != nil { count += 1 }
        return count
    }

    private static func sum(of name: [UInt8], _ head: borrowing MessageHead, _ bytes: [UInt8]) -> UInt64 {
        var cookies = CookieValues()
        var sum: UInt64 = 1
        while let pair = cookies.next(named: name.span, of: head, in: bytes.span) {
            for position in pair.value { sum = sum &* 31 &+ UInt64(bytes[position]) }
            sum = sum &* 31 &+ 1
        }
        return sum
    }
}
