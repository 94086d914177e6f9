import HAProxyConf

/// Which bytes of a value may not be written as they are; `%` and two digits stand for them then.
enum Escaping: BitwiseCopyable {
    /// Control characters but the tab (HAProxy's http_encode_map): no line can be ended.
    case fieldValue
    /// What may not stand in a request target: also blanks, `#` and what is not ASCII.
    case target
    /// None; for the literals of a body.
    case none

    @inline(__always)
    func mustEscape(_ byte: UInt8) -> Bool {
        switch self {
        case .fieldValue: byte < 0x20 && byte != 0x09 || byte == 0x7F
        case .target: byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#")
        case .none: false
        }
    }
}

/// The digit of a number below 16.
@inline(__always)
func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

extension RuleCompiler {
    mutating func compile(_ format: Format, _ escaping: Escaping) -> CompiledFormat {
        let start = pieces.count
        for piece in format.pieces { add(piece, escaping) }
        return CompiledFormat(pieces: Run(from: start, to: pieces.count))
    }

    private mutating func add(_ piece: FormatPiece, _ escaping: Escaping) {
        var compiled = CompiledPiece()
        switch piece {
        case .literal(let bytes): return add(literal: bytes, escaping)
        case .fetch(let fetch):
            compiled.kind = .fetch
            compiled.fetch = compile(fetch)
        case .frontendName: compiled.kind = .frontendName
        case .backendName: compiled.kind = .backendName
        case .serverName: compiled.kind = .serverName
        case .hostName: compiled.kind = .hostName
        }
        pieces.append(compiled)
    }

    private mutating func add(literal: [UInt8], _ escaping: Escaping) {
        guard !literal.isEmpty else { return }
        var compiled = CompiledPiece()
        compiled.literal = add(escaped(literal, escaping))
        pieces.append(compiled)
    }

    func escaped(_ bytes: [UInt8], _ escaping: Escaping) -> [UInt8] {
        var escaped: [UInt8] = []
        for byte in bytes {
            if escaping.mustEscape(byte) {
                escaped += [UInt8(ascii: "%"), hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 0xF)]
            } else {
                escaped.append(byte)
            }
        }
        return escaped
    }

    /// Compiles what `replace-header` writes: in its literals `\0` to `\9` are groups, `\xHH` a byte, and `\` before any
    /// other byte is that byte. Values of the message are never read so, which HAProxy does.
    mutating func compileReplacement(_ format: Format) -> CompiledFormat {
        let start = pieces.count
        for piece in format.pieces {
            if case .literal(let bytes) = piece { addReplacement(bytes) } else { add(piece, .fieldValue) }
        }
        return CompiledFormat(pieces: Run(from: start, to: pieces.count))
    }

    private mutating func addReplacement(_ bytes: [UInt8]) {
        var literal: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < bytes.count else {
                literal.append(byte)
                continue
            }
            let escape = bytes[index]
            index += 1
            if escape &- UInt8(ascii: "0") < 10 {
                add(literal: literal, .fieldValue)
                literal = []
                var piece = CompiledPiece()
                piece.kind = .group
                piece.group = escape - UInt8(ascii: "0")
                pieces.append(piece)
            } else if escape == UInt8(ascii: "x"), index + 1 < bytes.count, let high = hexadecimalValue(bytes[index]),
                let low = hexadecimalValue(bytes[index + 1])
            {
                literal.append(high << 4 | low)
                index += 2
            } else {
                literal.append(escape)
            }
        }
        add(literal: literal, .fieldValue)
    }
}

/// The value of a hexadecimal digit, in either case.
private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    if byte &- UInt8(ascii: "0") < 10 { return byte - UInt8(ascii: "0") }
    let letter = lowercased(byte) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
}
