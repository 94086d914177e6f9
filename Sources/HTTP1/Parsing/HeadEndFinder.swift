/// Looks for the end of a head that comes in pieces, and at each byte only once, however small the pieces are.
///
/// The first piece is best given to the parser at once, for it is nearly always the whole head. After `incomplete` a
/// finder tells when the parser will say something else.
package struct HeadEndFinder: Sendable {
    /// Every line feed before this has been seen to end a line that is not the last.
    private var position = 0

    package init() {}

    /// Whether the head is complete, or can be refused for a bare line feed.
    ///
    /// - Parameter bytes: the same bytes as before, and more.
    package mutating func isComplete(in bytes: Span<UInt8>) -> Bool {
        while position < bytes.count {
            let marks = bytes.word(at: position).marks(of: ASCII.lineFeed)
            guard marks != 0 else {
                position = min(position &+ 8, bytes.count)
                continue
            }
            let lineFeed = position &+ Word.index(ofLowest: marks)
            guard lineFeed > 0, bytes[lineFeed - 1] == ASCII.carriageReturn else { return true }
            // A head of one empty line is the one before a request.
            guard lineFeed > 1 else {
                position = lineFeed + 1
                continue
            }
            switch endsHead(bytes, after: lineFeed) {
            case .some(true): return true
            case .some(false): position = lineFeed &+ 1
            case .none: return keep(lineFeed)
            }
        }
        return false
    }

    /// Whether the next line is empty; nil while that cannot be known.
    private func endsHead(_ bytes: Span<UInt8>, after lineFeed: Int) -> Bool? {
        guard lineFeed + 1 < bytes.count else { return nil }
        guard bytes[lineFeed + 1] == ASCII.carriageReturn else { return bytes[lineFeed + 1] == ASCII.lineFeed }
        guard lineFeed + 2 < bytes.count else { return nil }
        return bytes[lineFeed + 2] == ASCII.lineFeed
    }

    private mutating func keep(_ lineFeed: Int) -> Bool {
        position = lineFeed
        return false
    }
}
