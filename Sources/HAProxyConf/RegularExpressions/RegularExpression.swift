/// A regular expression of `path_reg`, `replace-header` and their like: PCRE's syntax and preferences, over bytes, in time
/// that is linear in the text. What that cannot do (backreferences, looking around) is refused by name.
package struct RegularExpression: Sendable {
    /// As written.
    package let pattern: [UInt8]
    package let ignoresCase: Bool
    /// Groups that capture.
    package let groupCount: Int
    let program: [Instruction]
    let sets: [ByteSet]

    /// Why a pattern is not taken.
    package struct Fault: Error, Hashable {
        package let reason: String
    }

    package init(_ pattern: [UInt8], ignoresCase: Bool = false) throws(Fault) {
        var parser = RegularExpressionParser(pattern, ignoresCase: ignoresCase)
        let tree = try parser.parse()
        var compiler = RegularExpressionCompiler()
        try compiler.compile(tree)
        self.pattern = pattern
        self.ignoresCase = ignoresCase
        groupCount = parser.groupCount
        program = compiler.program
        sets = compiler.sets
    }

    /// How deep groups may nest.
    static let maximumDepth = 64
    /// How many instructions a pattern may become, its repetitions written out.
    static let maximumProgram = 4_096
}

extension RegularExpression: Equatable {
    package static func == (left: RegularExpression, right: RegularExpression) -> Bool {
        left.pattern == right.pattern && left.ignoresCase == right.ignoresCase
    }
}

/// One step of a thread of the matcher.
enum Instruction: Equatable, Sendable {
    case byte(UInt8)
    /// An index into `sets`.
    case set(Int)
    /// Both; the first is preferred.
    case split(Int, Int)
    case jump(Int)
    /// Keeps the position: slot 2n where group n begins, 2n + 1 where it ends.
    case save(Int)
    case assert(Assertion)
    case match
}

/// What must hold between two bytes.
enum Assertion: Equatable, Sendable {
    case start
    /// The end, or before a line feed at the end (PCRE's `$`).
    case end
    case absoluteEnd
    case wordBoundary
    case noWordBoundary
}

/// Bytes.
struct ByteSet: Equatable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    init(_ bytes: ClosedRange<UInt8>) { insert(bytes) }

    static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }

    func contains(_ byte: UInt8) -> Bool {
        let word =
            switch byte >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> (byte & 63) & 1 == 1
    }

    mutating func insert(_ byte: UInt8) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    mutating func insert(_ bytes: ClosedRange<UInt8>) { for byte in bytes { insert(byte) } }

    mutating func formUnion(_ other: ByteSet) {
        words = (
            words.0 | other.words.0, words.1 | other.words.1, words.2 | other.words.2, words.3 | other.words.3
        )
    }

    var inverted: ByteSet {
        var set = ByteSet()
        set.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return set
    }

    /// With both cases of each letter.
    var withBothCases: ByteSet {
        var set = self
        for byte: UInt8 in 0x61...0x7A where contains(byte) || contains(byte & 0xDF) {
            set.insert(byte)
            set.insert(byte & 0xDF)
        }
        return set
    }

    static let digits = ByteSet(0x30...0x39)
    static let blanks: ByteSet = {
        var set = ByteSet(0x09...0x0D)
        set.insert(0x20)
        return set
    }()
    static let wordBytes: ByteSet = {
        var set = ByteSet(0x30...0x39)
        set.insert(0x41...0x5A)
        set.insert(0x61...0x7A)
        set.insert(0x5F)
        return set
    }()
}
