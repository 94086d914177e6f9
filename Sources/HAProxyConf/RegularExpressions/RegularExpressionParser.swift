/// What a pattern means.
indirect enum RegularExpressionTree {
    case byte(UInt8)
    case set(ByteSet)
    case assert(Assertion)
    case sequence([RegularExpressionTree])
    /// The first that leads to a match is taken.
    case alternatives([RegularExpressionTree])
    case `repeat`(RegularExpressionTree, least: Int, most: Int?, isLazy: Bool)
    case group(RegularExpressionTree, number: Int)
}

/// Reads PCRE's syntax.
struct RegularExpressionParser {
    private let pattern: [UInt8]
    private var ignoresCase: Bool
    private var index = 0
    private(set) var groupCount = 0

    init(_ pattern: [UInt8], ignoresCase: Bool) { (self.pattern, self.ignoresCase) = (pattern, ignoresCase) }

    mutating func parse() throws(RegularExpression.Fault) -> RegularExpressionTree {
        if pattern.starts(with: Array("(?i)".utf8)) {
            ignoresCase = true
            index = 4
        }
        let tree = try alternatives(depth: 0)
        guard index == pattern.count else { throw fault("a ')' closes no group") }
        return tree
    }

    private var peek: UInt8? { index < pattern.count ? pattern[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private func fault(_ reason: String) -> RegularExpression.Fault {
        RegularExpression.Fault(reason: "\(reason) (at byte \(min(index, pattern.count) + 1))")
    }

    private mutating func alternatives(depth: Int) throws(RegularExpression.Fault) -> RegularExpressionTree {
        guard depth <= RegularExpression.maximumDepth else { throw fault("groups nest too deep") }
        var branches: [RegularExpressionTree] = []
        repeat {
            var parts: [RegularExpressionTree] = []
            while let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
                parts.append(try quantified(try atom(depth: depth)))
            }
            branches.append(parts.count == 1 ? parts[0] : .sequence(parts))
        } while take("|")
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func atom(depth: Int) throws(RegularExpression.Fault) -> RegularExpressionTree {
        let byte = pattern[index]
        index += 1
        switch byte {
        case UInt8(ascii: "("): return try group(depth: depth)
        case UInt8(ascii: "["): return .set(try bracket())
        case UInt8(ascii: "."): return .set(ByteSet(0x0A...0x0A).inverted)
        case UInt8(ascii: "^"): return .assert(.start)
        case UInt8(ascii: "$"): return .assert(.end)
        case UInt8(ascii: "\\"): return try escape()
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            index -= 1
            throw fault("a quantifier has nothing to repeat")
        default: return literal(byte)
        }
    }

    private func literal(_ byte: UInt8) -> RegularExpressionTree {
        ignoresCase && byte.isLetter ? .set(ByteSet(byte...byte).withBothCases) : .byte(byte)
    }

    private mutating func group(depth: Int) throws(RegularExpression.Fault) -> RegularExpressionTree {
        var number: Int?
        if take("?") {
            guard take(":") else {
                throw fault("of the groups that begin with '(?' only '(?:' is supported, and '(?i)' at the start")
            }
        } else {
            groupCount += 1
            number = groupCount
        }
        let tree = try alternatives(depth: depth + 1)
        guard take(")") else { throw fault("a '(' is not closed") }
        return number.map { .group(tree, number: $0) } ?? tree
    }

    private mutating func quantified(
        _ tree: RegularExpressionTree
    ) throws(RegularExpression.Fault) -> RegularExpressionTree {
        guard let (least, most) = try quantifier() else { return tree }
        let isLazy = take("?")
        if peek == UInt8(ascii: "+") { throw fault("possessive quantifiers are not supported") }
        if try quantifier() != nil { throw fault("a quantifier follows another") }
        return .repeat(tree, least: least, most: most, isLazy: isLazy)
    }

    /// `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}`; any other `{` is itself, as in PCRE.
    private mutating func quantifier() throws(RegularExpression.Fault) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard peek == UInt8(ascii: "{"), let end = pattern[index...].firstIndex(of: UInt8(ascii: "}")) else {
            return nil
        }
        let parts = pattern[(index + 1)..<end].split(
            separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
        guard let least = decimal(Array(parts[0])) else { return nil }
        var most: Int? = least
        if parts.count == 2 {
            most = decimal(Array(parts[1]))
            guard most != nil || parts[1].isEmpty else { return nil }
        }
        index = end + 1
        guard least <= most ?? least, max(least, most ?? 0) <= 1_000 else {
            throw fault("a repetition is {LEAST,MOST}, at most 1000")
        }
        return (least, most)
    }
}

extension RegularExpressionParser {
    private mutating func escape() throws(RegularExpression.Fault) -> RegularExpressionTree {
        switch peek {
        case UInt8(ascii: "b"): return assertion(.wordBoundary)
        case UInt8(ascii: "B"): return assertion(.noWordBoundary)
        case UInt8(ascii: "A"): return assertion(.start)
        case UInt8(ascii: "Z"): return assertion(.end)
        case UInt8(ascii: "z"): return assertion(.absoluteEnd)
        default:
            let set = try escapedSet()
            return .set(ignoresCase ? set.withBothCases : set)
        }
    }

    private mutating func assertion(_ assertion: Assertion) -> RegularExpressionTree {
        index += 1
        return .assert(assertion)
    }

    /// What follows a backslash, in a bracket or outside.
    private mutating func escapedSet() throws(RegularExpression.Fault) -> ByteSet {
        guard let byte = peek else { throw fault("nothing follows the last '\\'") }
        index += 1
        switch byte {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "D"): return ByteSet.digits.inverted
        case UInt8(ascii: "s"): return .blanks
        case UInt8(ascii: "S"): return ByteSet.blanks.inverted
        case UInt8(ascii: "w"): return .wordBytes
        case UInt8(ascii: "W"): return ByteSet.wordBytes.inverted
        case UInt8(ascii: "n"): return ByteSet(0x0A...0x0A)
        case UInt8(ascii: "r"): return ByteSet(0x0D...0x0D)
        case UInt8(ascii: "t"): return ByteSet(0x09...0x09)
        case UInt8(ascii: "x"):
            guard index + 1 < pattern.count, let high = pattern[index].hexValue,
                let low = pattern[index + 1].hexValue
            else { throw fault("'\\x' wants two hexadecimal digits") }
            index += 2
            return ByteSet((high << 4 | low)...(high << 4 | low))
        case _ where byte.isDigit: throw fault("backreferences are not supported")
        case _ where byte.isLetter:
            throw fault("'\\\(Character(Unicode.Scalar(byte)))' is not supported")
        default: return ByteSet(byte...byte)
        }
    }

    /// `[…]`, after its `[`.
    private mutating func bracket() throws(RegularExpression.Fault) -> ByteSet {
        let isNegated = take("^")
        var set = ByteSet()
        var isFirst = true
        while isFirst || peek != UInt8(ascii: "]") {
            guard let byte = peek else { throw fault("a '[' is not closed") }
            isFirst = false
            if byte == UInt8(ascii: "["), let named = try namedClass() {
                set.formUnion(named)
                continue
            }
            guard let low = try bracketByte(&set) else { continue }
            var high = low
            if peek == UInt8(ascii: "-"), index + 1 < pattern.count, pattern[index + 1] != UInt8(ascii: "]") {
                index += 1
                guard let end = try bracketByte(&set), end >= low else { throw fault("a range is the wrong way round") }
                high = end
            }
            set.insert(low...high)
        }
        index += 1
        if ignoresCase { set = set.withBothCases }
        return isNegated ? set.inverted : set
    }

    /// One byte of a bracket; nil when it was an escape for several, which are now in `set`.
    private mutating func bracketByte(_ set: inout ByteSet) throws(RegularExpression.Fault) -> UInt8? {
        guard let byte = peek else { throw fault("a '[' is not closed") }
        index += 1
        guard byte == UInt8(ascii: "\\") else { return byte }
        if take("b") { return 0x08 }
        let escaped = try escapedSet()
        var only: UInt8?
        for byte: UInt8 in 0...255 where escaped.contains(byte) {
            guard only == nil else {
                set.formUnion(escaped)
                return nil
            }
            only = byte
        }
        return only
    }

    /// `[:alpha:]` and its like.
    private mutating func namedClass() throws(RegularExpression.Fault) -> ByteSet? {
        guard index + 1 < pattern.count, pattern[index + 1] == UInt8(ascii: ":") else { return nil }
        guard let end = pattern[(index + 2)...].firstIndex(of: UInt8(ascii: ":")), end + 1 < pattern.count,
            pattern[end + 1] == UInt8(ascii: "]")
        else { return nil }
        let name = String(decoding: pattern[(index + 2)..<end], as: UTF8.self)
        let ranges: [ClosedRange<UInt8>]
        switch name {
        case "alpha": ranges = [0x41...0x5A, 0x61...0x7A]
        case "digit": ranges = [0x30...0x39]
        case "alnum": ranges = [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
        case "upper": ranges = [0x41...0x5A]
        case "lower": ranges = [0x61...0x7A]
        case "space": ranges = [0x09...0x0D, 0x20...0x20]
        case "blank": ranges = [0x09...0x09, 0x20...0x20]
        case "xdigit": ranges = [0x30...0x39, 0x41...0x46, 0x61...0x66]
        case "punct": ranges = [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
        default: throw fault("there is no class \(quoted("[:" + name + ":]"))")
        }
        index = end + 2
        var set = ByteSet()
        for range in ranges { set.insert(range) }
        return set
    }
}
