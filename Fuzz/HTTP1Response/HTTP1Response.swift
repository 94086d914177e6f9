import HTTP1

/// libFuzzer's entry: any bytes are read as a response's head. A trap is a finding; so is a result that more bytes change,
/// a place outside the head, a written head that is read as another, and a connection that persists after content whose
/// end is not known.
///
/// The first byte says where the bytes are split, the second what was asked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzResponse(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard input.count >= 2 else { return 0 }
    let bytes = input.span.extracting(2..<input.count)
    let request = RequestContext(
        method: Method(rawValue: input[1] & 7) ?? .get, upgrade: input[1] & 8 == 0 ? .none : .webSocket)
    var head = MessageHead()
    let prefix = bytes.extracting(first: Int(input[0]) * bytes.count / 256)
    let early = head.parseResponse(prefix, to: request)
    let result = head.parseResponse(bytes, to: request)
    precondition(early == .incomplete || early == result, "more bytes change the result")
    HeadInvariants.checkFinder(result, bytes, piece: Int(input[0]) + 1)
    guard case .complete(let length) = result else { return 0 }
    HeadInvariants.checkPlaces(head, length)
    precondition((100...999).contains(head.status))
    precondition(!head.persists || (head.framing != .untilClose && head.framing != .tunnel))
    check(head, bytes, request)
    return 0
}

/// What a client gets is read as what the server sent.
private func check(_ head: borrowing MessageHead, _ bytes: Span<UInt8>, _ request: RequestContext) {
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 512)
    var span = output.mutableSpan
    var writer = HeadWriter()
    writer.statusLine(of: head, bytes, to: &span)
    writer.fields(of: head, bytes, to: &span)
    if head.upgrade != .none { writer.text("Connection: upgrade\r\n", to: &span) }
    writer.endOfHead(to: &span)
    let end = writer.position
    precondition(!writer.isOverfull)
    var written = MessageHead()
    let result = written.parseResponse(output.span.extracting(first: end), to: request)
    precondition(result == .complete(headLength: end), "the written head is not read")
    precondition(written.status == head.status && written.framing == head.framing && written.upgrade == head.upgrade)
    precondition(HeadInvariants.isSame(bytes, head.reason, output.span, written.reason))
    HeadInvariants.checkForwarded(head, bytes, in: written, output.span)
}
