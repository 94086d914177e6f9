import HTTP1

/// libFuzzer's entry: any bytes are read as chunked content. A trap is a finding; so is an outcome that depends on how the
/// bytes are split, or on whether data goes past the decoder.
///
/// The first byte is the size of the pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzChunks(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer hands over `count` readable bytes, which are copied before the call returns.
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard let piece = input.first else { return 0 }
    let bytes = input.span.extracting(1..<input.count)
    let whole = Outcome.of(bytes, piece: max(1, bytes.count), skips: false)
    precondition(Outcome.of(bytes, piece: Int(piece) + 1, skips: false) == whole, "pieces give another outcome")
    precondition(Outcome.of(bytes, piece: 1, skips: false) == whole, "bytes give another outcome")
    precondition(Outcome.of(bytes, piece: Int(piece) + 1, skips: true) == whole, "skipping gives another outcome")
    return 0
}

/// What came of chunked content.
struct Outcome: Equatable {
    private var sum: UInt64 = 0
    private var dataBytes = 0
    private var end: Int?
    private var refusal: Refusal?

    /// - Parameter skips: whether data goes past the decoder, as it does when it is spliced.
    static func of(_ bytes: Span<UInt8>, piece: Int, skips: Bool) -> Outcome {
        var decoder = ChunkDecoder()
        var outcome = Outcome()
        var position = 0
        var seen = 0
        while seen < bytes.count && outcome.end == nil && outcome.refusal == nil {
            seen = min(seen + piece, bytes.count)
            var needsMore = false
            while !needsMore && outcome.end == nil && outcome.refusal == nil {
                if skips && decoder.remainingData > 0 && position < seen {
                    let size = min(Int(clamping: decoder.remainingData), seen - position)
                    outcome.add(bytes, position..<position + size)
                    decoder.skip(UInt64(size))
                    position += size
                }
                needsMore = outcome.step(&decoder, bytes.extracting(first: seen), &position)
            }
        }
        return outcome
    }

    private mutating func step(_ decoder: inout ChunkDecoder, _ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
        switch decoder.advance(bytes, from: position) {
        case .data(let range):
            precondition(range.lowerBound >= position && !range.isEmpty && range.upperBound <= bytes.count)
            add(bytes, range)
            position = range.upperBound
        case .needsMore:
            position = bytes.count
            return true
        case .end(let end):
            precondition(end >= position && end <= bytes.count && decoder.isDone)
            self.end = end
        case .refused(let refusal):
            precondition(refusal.position >= position && refusal.position < bytes.count)
            self.refusal = refusal
        }
        return false
    }

    private mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        for index in range { sum = sum &* 31 &+ UInt64(bytes[index]) }
        dataBytes += range.count
    }
}
