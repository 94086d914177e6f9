/// What happens when, earliest first; what happens at the same nanosecond, in the order it was put in. A binary heap.
struct EventQueue<Element> {
    private struct Entry {
        let time: Int64
        let order: UInt64
        let element: Element

        func isBefore(_ other: Entry) -> Bool { (time, order) < (other.time, other.order) }
    }

    private var heap: [Entry] = []
    private var count: UInt64 = 0

    var nextTime: Int64? { heap.first?.time }

    mutating func insert(_ element: Element, at time: Int64) {
        count += 1
        heap.append(Entry(time: time, order: count, element: element))
        var index = heap.count - 1
        while index > 0, heap[index].isBefore(heap[(index - 1) / 2]) {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func removeFirst() -> Element {
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var index = 0
        while true {
            var least = index
            for child in (2 * index + 1)...(2 * index + 2) where child < heap.count {
                if heap[child].isBefore(heap[least]) { least = child }
            }
            guard least != index else { return first.element }
            heap.swapAt(index, least)
            index = least
        }
    }
}
