/// Up to eight actions, held in place: handling an event allocates nothing.
package struct Actions: Sequence, Sendable {
    /// The longest answers (becoming master; an owner that gives way to another) have five.
    private var storage = InlineArray<8, Action>(repeating: .disarmTimer)
    package private(set) var count = 0

    package init() {}

    package subscript(index: Int) -> Action {
        precondition(index < count, "no such action")
        return storage[index]
    }

    mutating func append(_ action: Action) {
        storage[count] = action
        count += 1
    }

    package func makeIterator() -> Iterator { Iterator(actions: self) }

    package struct Iterator: IteratorProtocol {
        let actions: Actions
        var index = 0

        package mutating func next() -> Action? {
            guard index < actions.count else { return nil }
            defer { index += 1 }
            return actions[index]
        }
    }
}
