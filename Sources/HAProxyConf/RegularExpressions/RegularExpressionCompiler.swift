/// Makes a program of a tree: Thompson's construction, preferences kept.
struct RegularExpressionCompiler {
    private(set) var program: [Instruction] = []
    private(set) var sets: [ByteSet] = []

    mutating func compile(_ tree: RegularExpressionTree) throws(RegularExpression.Fault) {
        try add(.save(0))
        try emit(tree)
        try add(.save(1))
        try add(.match)
    }

    private mutating func add(_ instruction: Instruction) throws(RegularExpression.Fault) {
        guard program.count < RegularExpression.maximumProgram else {
            throw RegularExpression.Fault(reason: "it is too large: fewer or smaller repetitions are needed")
        }
        program.append(instruction)
    }

    private mutating func emit(_ tree: RegularExpressionTree) throws(RegularExpression.Fault) {
        switch tree {
        case .byte(let byte): try add(.byte(byte))
        case .set(let set): try emit(set)
        case .assert(let assertion): try add(.assert(assertion))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .alternatives(let branches): try emit(branches)
        case .repeat(let part, let least, let most, let isLazy):
            try emitRepeat(part, least, most, isLazy)
        case .group(let part, let number):
            try add(.save(2 * number))
            try emit(part)
            try add(.save(2 * number + 1))
        }
    }

    private mutating func emit(_ set: ByteSet) throws(RegularExpression.Fault) {
        if let index = sets.firstIndex(of: set) { return try add(.set(index)) }
        try add(.set(sets.count))
        sets.append(set)
    }

    private mutating func emit(_ branches: [RegularExpressionTree]) throws(RegularExpression.Fault) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try emit(branch)
                break
            }
            let split = program.count
            try add(.split(split + 1, 0))
            try emit(branch)
            exits.append(program.count)
            try add(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        for exit in exits { program[exit] = .jump(program.count) }
    }

    /// At most `count` times.
    private mutating func emitOptional(
        _ part: RegularExpressionTree, count: Int, isLazy: Bool
    ) throws(RegularExpression.Fault) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(program.count)
            try add(.split(0, 0))
            try emit(part)
        }
        for split in splits { program[split] = fork(split + 1, program.count, isLazy) }
    }

    private mutating func emitRepeat(
        _ part: RegularExpressionTree, _ least: Int, _ most: Int?, _ isLazy: Bool
    ) throws(RegularExpression.Fault) {
        // A part that needs no instruction would be written out for ever.
        guard !isNothing(part) else { return }
        if let most {
            for _ in 0..<least { try emit(part) }
            return try emitOptional(part, count: most - least, isLazy: isLazy)
        }
        // `x*` is `(?:x+)?`: so that an `x` that can be empty is still tried once, as PCRE does.
        let skip = least == 0 ? program.count : nil
        if skip != nil { try add(.split(0, 0)) }
        for _ in 0..<max(0, least - 1) { try emit(part) }
        let start = program.count
        try emit(part)
        let split = program.count
        try add(.split(0, 0))
        program[split] = fork(start, split + 1, isLazy)
        if let skip { program[skip] = fork(skip + 1, program.count, isLazy) }
    }

    /// Whether the part becomes no instruction: it is empty however often it stands there.
    private func isNothing(_ tree: RegularExpressionTree) -> Bool {
        switch tree {
        case .sequence(let parts): parts.allSatisfy(isNothing)
        case .repeat(let part, _, let most, _): most == 0 || isNothing(part)
        case .byte, .set, .assert, .alternatives, .group: false
        }
    }

    private func fork(_ inside: Int, _ outside: Int, _ isLazy: Bool) -> Instruction {
        isLazy ? .split(outside, inside) : .split(inside, outside)
    }
}
