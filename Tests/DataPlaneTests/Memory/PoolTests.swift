import Testing

@testable import DataPlane

@Suite("memory that is used again")
struct PoolTests {
    @Test("a slab gives each index to one owner, and the last that was given back first")
    func slab() {
        var slab = Slab(0)
        var taken: [Int32] = []
        for value in 0..<1000 {
            let index = slab.take()
            slab[index] = value
            taken.append(index)
        }
        let values = taken.map { slab[$0] }
        #expect(Set(taken).count == 1000)
        #expect(values == Array(0..<1000))
        slab.give(back: taken[500])
        let count = slab.count
        let again = slab.take()
        #expect(count == 999)
        #expect(again == taken[500])
    }

    @Test("buffers do not overlap, and what was given back is taken again")
    func buffers() {
        var pool = BufferPool()
        var buffers = (0..<200).map { _ in pool.take() }
        for (value, buffer) in buffers.enumerated() {
            unsafe pool.pointer(buffer).update(repeating: UInt8(truncatingIfNeeded: value), count: BufferPool.size)
        }
        var isWhole = true
        for (value, buffer) in buffers.enumerated() {
            let bytes = unsafe UnsafeBufferPointer(start: pool.pointer(buffer), count: BufferPool.size)
            if unsafe bytes.contains(where: { $0 != UInt8(truncatingIfNeeded: value) }) { isWhole = false }
        }
        #expect(isWhole)
        let number = buffers[7]
        pool.give(back: &buffers[7])
        let count = pool.count
        let again = pool.take()
        #expect(buffers[7] == -1)
        #expect(count == 199)
        #expect(again == number)
    }

    @Test("pipes that were given back with bytes in them are not used again")
    func pipes() {
        var pool = PipePool()
        var first = pool.take()
        let number = first
        pool.give(back: &first, isEmpty: true)
        var second = pool.take()
        #expect(first == -1)
        #expect(second == number)
        let ends = (pool.read(second), pool.write(second))
        pool.give(back: &second, isEmpty: false)
        let third = pool.take()
        #expect(ends.0 >= 0 && ends.1 >= 0)
        #expect(pool.read(third) >= 0)
    }
}
