import Testing

@testable import Inventory

struct YAMLTextTests {
    @Test("a tab that indents is named with its place")
    func tab() throws {
        let error = #expect(throws: InventoryError.self) { try YAMLText.check(Array("a:\n  b:\n\tc: 1\n".utf8), file: "f") }
        #expect(error?.description == "f:3:1: a tab indents this line; use spaces")
    }
}
