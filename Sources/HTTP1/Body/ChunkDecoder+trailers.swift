extension FieldName {
    /// Trailers that could change how a message is framed, routed, authenticated or processed, if a receiver merged them
    /// into its head (RFC 9110 §6.5.1): a bit for each.
    static var forbiddenInTrailers: UInt64 {
        FieldName.contentLength.bit | FieldName.transferEncoding.bit | FieldName.host.bit | FieldName.connection.bit
            | FieldName.keepAlive.bit | FieldName.proxyConnection.bit | FieldName.te.bit | FieldName.trailer.bit
            | FieldName.upgrade.bit | FieldName.expect.bit | FieldName.maxForwards.bit | FieldName.range.bit
            | FieldName.contentType.bit | FieldName.contentEncoding.bit | FieldName.contentRange.bit
            | FieldName.cookie.bit | FieldName.setCookie.bit | FieldName.authorization.bit
            | FieldName.proxyAuthorization.bit | FieldName.cacheControl.bit | FieldName.location.bit
            | FieldName.xForwardedFor.bit | FieldName.xForwardedProto.bit | FieldName.forwarded.bit
    }

    private var bit: UInt64 { 1 &<< UInt64(rawValue) }
}

extension ChunkDecoder {
    /// A byte of the trailer section: field lines, then an empty line (RFC 9112 §7.1.2).
    mutating func takeTrailer(_ byte: UInt8) -> Refusal.Reason? {
        guard trailerBytes < Self.maximumTrailerBytes else { return .trailersTooLong }
        trailerBytes += 1
        switch state {
        case .trailerStart: return startTrailer(byte)
        case .trailerName: return takeName(byte)
        default: return takeValue(byte)
        }
    }

    private mutating func startTrailer(_ byte: UInt8) -> Refusal.Reason? {
        switch byte {
        case ASCII.carriageReturn:
            state = .lastLineFeed
            return nil
        case ASCII.space, ASCII.tab: return .foldedLine
        case ASCII.colon: return .emptyFieldName
        default: break
        }
        guard trailerFields < MessageHead.maximumFields else { return .trailersTooLong }
        trailerFields += 1
        number = FieldName.forbiddenInTrailers
        count = 0
        state = .trailerName
        return takeName(byte)
    }

    private mutating func takeName(_ byte: UInt8) -> Refusal.Reason? {
        if CharacterSet.token.contains(byte) {
            narrow(to: ASCII.lowercase(byte))
            count = count < .max ? count + 1 : count
            return nil
        }
        switch byte {
        case ASCII.colon: break
        case ASCII.space, ASCII.tab: return .whitespaceBeforeColon
        case ASCII.carriageReturn: return .missingColon
        case ASCII.lineFeed: return .bareLineFeed
        default: return ASCII.isControl(byte) ? .controlCharacter : .badFieldName
        }
        guard !isForbidden else { return .forbiddenTrailer }
        state = .trailerValue
        return nil
    }

    /// Strikes out the names that have another character here.
    private mutating func narrow(to byte: UInt8) {
        var rest = number
        while rest != 0 {
            let spelling = Self.name(rest.trailingZeroBitCount).spelling
            let isSame = count < spelling.utf8CodeUnitCount && ASCII.lowercase(spelling.byte(at: Int(count))) == byte
            let lowest = rest & (0 &- rest)
            if !isSame { number &= ~lowest }
            rest &= ~lowest
        }
    }

    /// Whether a name that has not been struck out ends here.
    private var isForbidden: Bool {
        var rest = number
        while rest != 0 {
            if Self.name(rest.trailingZeroBitCount).spelling.utf8CodeUnitCount == Int(count) { return true }
            rest &= rest - 1
        }
        return false
    }

    private static func name(_ bit: Int) -> FieldName { FieldName(rawValue: UInt8(bit)) ?? .other }

    private mutating func takeValue(_ byte: UInt8) -> Refusal.Reason? {
        switch byte {
        case ASCII.carriageReturn: state = .trailerLineFeed
        case ASCII.lineFeed: return .bareLineFeed
        case ASCII.tab: break
        default: return ASCII.isControl(byte) ? .controlCharacter : nil
        }
        return nil
    }
}
