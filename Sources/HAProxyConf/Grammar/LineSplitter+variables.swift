/// What `"$NAME"` can mean at one line.
struct Variables {
    /// The environment of the process.
    let environment: [String: String]
    let location: SourceLocation
    /// `.SECTION`: the name of the section, or its kind if it has none.
    var section: String

    fileprivate func value(of name: String) throws(SyntaxFault) -> String? {
        guard name.utf8.first == UInt8(ascii: ".") else { return environment[name] }
        switch name {
        case ".FILE": return location.file
        case ".LINE": return String(location.line)
        case ".SECTION": return section
        default: throw SyntaxFault(message: "\(quoted(name)) is no variable: there are .FILE, .LINE and .SECTION")
        }
    }
}

extension LineSplitter {
    /// `$NAME`, `${NAME}`, `${NAME-default}`, `${NAME[*]}` inside of double quotes (configuration.txt §2.3).
    mutating func variable() throws(SyntaxFault) {
        index += 1
        let isBraced = peek == UInt8(ascii: "{")
        if isBraced { index += 1 }
        let value = try variables.value(of: try variableName())
        let isSplit = isBraced && peek == UInt8(ascii: "[")
        if isSplit { try takeSplitMark() }
        var standard: [UInt8]?
        if isBraced, peek == UInt8(ascii: "-") {
            index += 1
            standard = takeUntilBrace()
        }
        if isBraced {
            guard peek == UInt8(ascii: "}") else {
                throw SyntaxFault(message: "the brace of a variable is not closed: add the missing '}'")
            }
            index += 1
        }
        for byte in value.map({ Array($0.utf8) }) ?? standard ?? [] {
            if isSplit, byte.isBlank { endWord() } else { emit(byte) }
        }
    }

    private var peek: UInt8? { index < line.endIndex ? line[index] : nil }

    private mutating func variableName() throws(SyntaxFault) -> String {
        let start = index
        if peek == UInt8(ascii: ".") { index += 1 }
        while let byte = peek, byte.isLetter || byte == UInt8(ascii: "_") || (byte.isDigit && index > start) {
            index += 1
        }
        guard index > start else {
            throw SyntaxFault(
                message: "the name of a variable begins with a letter or '_' (write \\$ for a dollar sign)")
        }
        return String(decoding: line[start..<index], as: UTF8.self)
    }

    private mutating func takeSplitMark() throws(SyntaxFault) {
        guard line[index...].starts(with: [0x5B, 0x2A, 0x5D]) else {
            throw SyntaxFault(message: "after the name of a variable only '[*]' splits it into words")
        }
        index += 3
    }

    private mutating func takeUntilBrace() -> [UInt8] {
        let end = line[index...].firstIndex(of: UInt8(ascii: "}")) ?? line.endIndex
        defer { index = end }
        return Array(line[index..<end])
    }
}
