internal import CLinux

/// Numbers that threads share, at addresses that stay: one thread's change is seen by the others soon, but the order of
/// two changes is not told. Reading one costs no more than reading a variable.
@safe package final class Numbers: @unchecked Sendable {
    // Unchecked: every access to the memory is an atomic operation, and the memory lives as long as the object.
    private let memory: UnsafeMutablePointer<Int64>
    package let count: Int

    package init(count: Int) {
        self.count = count
        unsafe memory = .allocate(capacity: max(1, count))
        unsafe memory.initialize(repeating: 0, count: max(1, count))
    }

    deinit { unsafe memory.deallocate() }

    @inline(__always)
    private func place(_ index: Int) -> UnsafeMutablePointer<Int64> {
        precondition(index >= 0 && index < count, "there is no such number")
        return unsafe memory + index
    }

    package subscript(index: Int) -> Int64 {
        get { unsafe linux_load(place(index)) }
        set { unsafe linux_store(place(index), newValue) }
    }

    /// Adds to a number that other threads change too: what it is then.
    @discardableResult
    package func add(_ value: Int64, to index: Int) -> Int64 { unsafe linux_add(place(index), value) }

    /// Adds to a number that only the calling thread changes.
    package func addAlone(_ value: Int64, to index: Int) { unsafe linux_add_alone(place(index), value) }

    /// What a number is, and with it all that was done before it became that.
    package func acquire(_ index: Int) -> Int64 { unsafe linux_load_acquiring(place(index)) }
}
