/// So many elements for as long as their owner lives: made once, never copied.
///
/// An `InlineArray` within a large value is copied as a whole, now and then, to read one element of it; this never is.
@safe
@usableFromInline
struct FixedStorage<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline let elements: UnsafeMutablePointer<Element>
    private let count: Int

    init(repeating element: Element, count: Int) {
        precondition(count > 0)
        self.count = count
        // Room for `count` elements, all of which are initialised; freed by `deinit` only.
        unsafe elements = .allocate(capacity: count)
        unsafe elements.initialize(repeating: element, count: count)
    }

    // Visible, so that a build as Embedded Swift finds it from other modules.
    @usableFromInline
    deinit { unsafe elements.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count)
            // The index is within what `init` allocated.
            return unsafe elements[index]
        }
        set {
            precondition(index >= 0 && index < count)
            // The same; and a mutation of self is exclusive.
            unsafe elements[index] = newValue
        }
    }
}
