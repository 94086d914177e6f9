/// What a decoder has found in the bytes it was given.
package enum ChunkStep: Equatable, Sendable {
    /// The next data of the content, which is never empty. What is between such ranges is framing. Go on behind it.
    case data(Range<Int>)
    /// All bytes are used, and the message goes on.
    case needsMore
    /// The message ends before this position, with its trailers.
    case end(at: Int)
    /// The bytes from the position on must not be forwarded, and the connection must be closed.
    case refused(Refusal)
}

/// Follows chunked content (RFC 9112 §7.1) through bytes that come in any pieces, in 24 bytes and without looking at any
/// byte of data.
///
/// To forward a message as it is, go on until `end` or `refused` and send the bytes up to there; to forward the content
/// only, send the ranges of data. Line ends are CRLF; extensions and trailers are read by their grammar and bounded.
/// Trailers that could change what the message is are refused (`FieldName.forbiddenInTrailers`), others are not touched.
package struct ChunkDecoder: BitwiseCopyable, Sendable {
    /// What is left of the chunk's data; while its size is read, what it is so far; in trailers, the forbidden names that
    /// the name may still become, bit by bit.
    var number: UInt64 = 0
    var extensionBytes: UInt16 = 0
    var trailerBytes: UInt16 = 0
    var trailerFields: UInt8 = 0
    /// Digits of the size, or characters of the trailer's name.
    var count: UInt8 = 0
    var state = State.size
    private var failure: Refusal.Reason?

    /// All extensions of a message (RFC 9112 §7.1.1 asks for a limit).
    package static let maximumExtensionBytes = 4096
    /// All trailers of a message.
    package static let maximumTrailerBytes = 8192

    enum State: UInt8, BitwiseCopyable {
        case size
        // chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
        case beforeSemicolon, beforeName, name, afterName, beforeValue, value, quoted, quotedPair, afterValue
        case sizeLineFeed
        case data, dataCarriageReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed
        case lastLineFeed, done
    }

    package init() {}

    /// How much data of the present chunk is still to come: that much may go past the decoder, see `skip`.
    package var remainingData: UInt64 { state == .data ? number : 0 }

    /// Whether the whole message has been seen.
    package var isDone: Bool { state == .done }

    /// Looks at the next bytes.
    ///
    /// - Parameters:
    ///   - bytes: a buffer.
    ///   - start: where in it the first byte is that the decoder has not seen.
    package mutating func advance(_ bytes: Span<UInt8>, from start: Int) -> ChunkStep {
        var position = start
        if let failure { return .refused(Refusal(failure, at: position)) }
        while state != .done {
            guard position < bytes.count else { return .needsMore }
            if state == .data { return takeData(position, bytes.count) }
            if let reason = take(bytes[position]) {
                failure = reason
                return .refused(Refusal(reason, at: position))
            }
            position &+= 1
        }
        return .end(at: position)
    }

    /// Says that data has gone past the decoder: spliced from one socket to the other.
    ///
    /// - Parameter count: at most `remainingData`.
    package mutating func skip(_ count: UInt64) {
        precondition(count <= remainingData)
        guard count > 0 else { return }
        number -= count
        if number == 0 { state = .dataCarriageReturn }
    }

    private mutating func takeData(_ position: Int, _ end: Int) -> ChunkStep {
        let count = min(UInt64(end - position), number)
        skip(count)
        return .data(position..<position + Int(count))
    }

    /// Takes a byte that is not data. Returns why it is refused, or nil.
    private mutating func take(_ byte: UInt8) -> Refusal.Reason? {
        switch state {
        case .size: takeSize(byte)
        case .beforeSemicolon, .beforeName, .name, .afterName, .beforeValue, .value, .quoted, .quotedPair, .afterValue:
            takeExtension(byte)
        case .sizeLineFeed: takeLineEnd(byte)
        case .dataCarriageReturn: expect(ASCII.carriageReturn, byte, .dataLineFeed, else: .unterminatedChunk)
        case .dataLineFeed: expect(ASCII.lineFeed, byte, .size, else: .unterminatedChunk)
        case .trailerStart, .trailerName, .trailerValue: takeTrailer(byte)
        case .trailerLineFeed: expect(ASCII.lineFeed, byte, .trailerStart, else: .bareCarriageReturn)
        case .lastLineFeed: expect(ASCII.lineFeed, byte, .done, else: .bareCarriageReturn)
        case .data, .done: nil
        }
    }

    private mutating func expect(
        _ expected: UInt8, _ byte: UInt8, _ next: State, else reason: Refusal.Reason
    ) -> Refusal.Reason? {
        guard byte == expected else { return reason }
        state = next
        return nil
    }

    /// chunk-size = 1*HEXDIG, of at most 16 digits and 63 bits.
    private mutating func takeSize(_ byte: UInt8) -> Refusal.Reason? {
        if let digit = ASCII.hexadecimalValue(byte) {
            guard count < 16 else { return .badChunkSize }
            guard number >> 59 == 0 else { return .chunkTooLarge }
            number = number << 4 | UInt64(digit)
            count += 1
            return nil
        }
        guard count > 0 else { return .badChunkSize }
        switch byte {
        case ASCII.carriageReturn: state = .sizeLineFeed
        case ASCII.semicolon, ASCII.space, ASCII.tab:
            state = .beforeSemicolon
            return takeExtension(byte)
        case ASCII.lineFeed: return .bareLineFeed
        default: return .badChunkSize
        }
        return nil
    }

    /// The line feed after a size: data follows, or trailers if the size is 0.
    private mutating func takeLineEnd(_ byte: UInt8) -> Refusal.Reason? {
        count = 0
        return expect(ASCII.lineFeed, byte, number == 0 ? .trailerStart : .data, else: .bareCarriageReturn)
    }
}
