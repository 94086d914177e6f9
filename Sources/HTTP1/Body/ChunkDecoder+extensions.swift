extension ChunkDecoder {
    /// A byte of chunk extensions (RFC 9112 §7.1.1). They mean nothing here, and are passed on; but only if every reader
    /// must find their end where this one does.
    mutating func takeExtension(_ byte: UInt8) -> Refusal.Reason? {
        guard extensionBytes < Self.maximumExtensionBytes else { return .chunkExtensionsTooLong }
        extensionBytes += 1
        if byte == ASCII.lineFeed { return .bareLineFeed }
        guard let next = stateAfter(byte) else { return .badChunkExtension }
        state = next
        return nil
    }

    private func stateAfter(_ byte: UInt8) -> State? {
        let isToken = CharacterSet.token.contains(byte)
        let isBlank = ASCII.isBlank(byte)
        switch state {
        case .beforeSemicolon: return isBlank ? state : byte == ASCII.semicolon ? .beforeName : nil
        case .beforeName: return isBlank ? state : isToken ? .name : nil
        case .name where isToken: return state
        case .name where byte == ASCII.equals, .afterName where byte == ASCII.equals: return .beforeValue
        case .name, .afterName: return isBlank ? .afterName : stateAfterElement(byte)
        case .beforeValue: return isBlank ? state : byte == ASCII.quote ? .quoted : isToken ? .value : nil
        case .value where isToken: return state
        case .value, .afterValue: return isBlank ? .beforeSemicolon : stateAfterElement(byte)
        case .quoted where byte == ASCII.quote: return .afterValue
        case .quoted where byte == ASCII.backslash: return .quotedPair
        case .quoted, .quotedPair: return ASCII.isControl(byte) && byte != ASCII.tab ? nil : .quoted
        default: return nil
        }
    }

    /// After a name or a value comes the next extension, or the line's end. Whitespace before the line's end is against
    /// the grammar.
    private func stateAfterElement(_ byte: UInt8) -> State? {
        switch byte {
        case ASCII.semicolon: .beforeName
        case ASCII.carriageReturn where state != .afterName: .sizeLineFeed
        default: nil
        }
    }
}
