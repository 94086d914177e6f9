extension RegularExpression {
    /// The memory of a search. One for each thread of the process serves all expressions: it grows to the largest program
    /// and no further, so that a search allocates nothing.
    package struct Scratch: Sendable {
        fileprivate var current = Threads()
        fileprivate var next = Threads()
        fileprivate var stack: [(instruction: Int, slot: Int, value: Int)] = []
        /// Of the last match: where group n begins (2n) and ends (2n + 1); -1 where it took no part. 0 is the whole.
        package fileprivate(set) var groups: [Int] = []

        package init() {}
    }

    /// Finds the first match at or after `start`, and among those that begin there the preferred one, as PCRE does.
    ///
    /// - Returns: whether there is one; `scratch.groups` tells where.
    package func firstMatch(in text: borrowing Span<UInt8>, from start: Int = 0, _ scratch: inout Scratch) -> Bool {
        let slots = 2 * (groupCount + 1)
        scratch.current.prepare(program.count, slots)
        scratch.next.prepare(program.count, slots)
        scratch.groups.removeAll(keepingCapacity: true)
        var isFound = false
        var position = start
        while position <= text.count {
            if !isFound { follow(0, position, text, from: nil, &scratch) }
            if scratch.current.count == 0, isFound { break }
            isFound = step(position, text, &scratch) || isFound
            swap(&scratch.current, &scratch.next)
            scratch.next.clear()
            position += 1
        }
        return isFound
    }

    /// Moves every thread over the byte at `position`.
    ///
    /// - Returns: whether one of them had come to a match; those that are less preferred are dropped then.
    private func step(_ position: Int, _ text: borrowing Span<UInt8>, _ scratch: inout Scratch) -> Bool {
        for thread in 0..<scratch.current.count {
            let instruction = scratch.current.instructions[thread]
            switch program[instruction] {
            case .match:
                scratch.current.copy(thread, to: &scratch.groups)
                return true
            case .byte(let byte):
                if position < text.count, text[position] == byte {
                    follow(instruction + 1, position + 1, text, from: thread, &scratch)
                }
            case .set(let set):
                if position < text.count, sets[set].contains(text[position]) {
                    follow(instruction + 1, position + 1, text, from: thread, &scratch)
                }
            case .split, .jump, .save, .assert: break
            }
        }
        return false
    }

    /// Adds the threads that `instruction` leads to without taking a byte: to `next` when they come from a thread of
    /// `current`, else to `current`.
    private func follow(
        _ instruction: Int, _ position: Int, _ text: borrowing Span<UInt8>, from thread: Int?, _ scratch: inout Scratch
    ) {
        var target = Threads()
        if let thread {
            swap(&target, &scratch.next)
            target.load(thread, of: scratch.current)
        } else {
            swap(&target, &scratch.current)
            target.loadNothing()
        }
        scratch.stack.append((instruction, -1, 0))
        while let (instruction, slot, value) = scratch.stack.popLast() {
            guard slot < 0 else {
                target.working[slot] = value
                continue
            }
            guard target.mark(instruction) else { continue }
            switch program[instruction] {
            case .jump(let other): scratch.stack.append((other, -1, 0))
            case .split(let preferred, let other):
                scratch.stack.append((other, -1, 0))
                scratch.stack.append((preferred, -1, 0))
            case .save(let slot):
                scratch.stack.append((0, slot, target.working[slot]))
                target.working[slot] = position
                scratch.stack.append((instruction + 1, -1, 0))
            case .assert(let assertion):
                if holds(assertion, position, text) { scratch.stack.append((instruction + 1, -1, 0)) }
            case .byte, .set, .match: target.add(instruction)
            }
        }
        if thread != nil { swap(&target, &scratch.next) } else { swap(&target, &scratch.current) }
    }

    private func holds(_ assertion: Assertion, _ position: Int, _ text: borrowing Span<UInt8>) -> Bool {
        switch assertion {
        case .start: return position == 0
        case .absoluteEnd: return position == text.count
        case .end: return position == text.count || (position == text.count - 1 && text[position] == 0x0A)
        case .wordBoundary, .noWordBoundary:
            let before = position > 0 && ByteSet.wordBytes.contains(text[position - 1])
            let after = position < text.count && ByteSet.wordBytes.contains(text[position])
            return (before != after) == (assertion == .wordBoundary)
        }
    }
}

/// The threads at one position, most preferred first, each with the groups it has seen.
private struct Threads: Sendable {
    private(set) var count = 0
    private(set) var instructions: [Int] = []
    private var groups: [Int] = []
    /// The groups of the thread that is being followed.
    var working: [Int] = []
    private var marks: [Int] = []
    private var generation = 0
    private var slots = 0

    mutating func prepare(_ programSize: Int, _ slots: Int) {
        self.slots = slots
        if instructions.count < programSize {
            instructions = [Int](repeating: 0, count: programSize)
            marks = [Int](repeating: 0, count: programSize)
            generation = 0
        }
        if groups.count < programSize * slots { groups = [Int](repeating: 0, count: programSize * slots) }
        if working.count < slots { working = [Int](repeating: -1, count: slots) }
        clear()
    }

    mutating func clear() {
        count = 0
        generation += 1
    }

    /// - Returns: whether the instruction is new at this position.
    mutating func mark(_ instruction: Int) -> Bool {
        guard marks[instruction] != generation else { return false }
        marks[instruction] = generation
        return true
    }

    mutating func add(_ instruction: Int) {
        instructions[count] = instruction
        for slot in 0..<slots { groups[count * slots + slot] = working[slot] }
        count += 1
    }

    mutating func load(_ thread: Int, of other: Threads) {
        for slot in 0..<slots { working[slot] = other.groups[thread * slots + slot] }
    }

    mutating func loadNothing() { for slot in 0..<slots { working[slot] = -1 } }

    func copy(_ thread: Int, to target: inout [Int]) {
        target.removeAll(keepingCapacity: true)
        for slot in 0..<slots { target.append(groups[thread * slots + slot]) }
    }
}
