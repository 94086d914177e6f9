import Testing

@testable import HTTP1

struct FieldSetTests {
    @Test("a field that is inserted is in the set, and alone in it, until it is removed", arguments: 0..<128)
    func members(_ index: Int) {
        var set = FieldSet()
        set.insert(index)
        #expect((0..<128).filter(set.contains) == [index])
        set.remove(index)
        #expect(set.isEmpty)
    }

    @Test(
        "the members come in order", arguments: [[], [0], [127], [0, 1, 63, 64, 65, 127], [64], [63], Array(0..<128)])
    func order(_ members: [Int]) {
        var set = FieldSet()
        for member in members { set.insert(member) }
        var found: [Int] = []
        var next = set.first(from: 0)
        while next < 128 {
            found.append(next)
            next = set.first(from: next + 1)
        }
        #expect(found == members)
    }
}
