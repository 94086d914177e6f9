import Foundation
import Testing

@testable import Inventory

@Suite("an inventory's problems")
struct InventoryErrorTests {
    @Test("are all told, in the file's order")
    func order() {
        let text = """
            vips: 10.0.1.1
            web: {a: 10.0.0.1, a: 10.0.0.2}
            balancers: {b: 10.0.0.1}
            proxy: {port: x}
            version: 1
            x: *y

            """
        let places = problems(text).map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        #expect(
            places == [
                "test.yml:1:7: vips:", "test.yml:2:10: web.a:", "test.yml:2:20: web.a:", "test.yml:4:15: proxy.port:",
                "test.yml:6:1: x:", "test.yml:6:4: x:",
            ])
    }

    @Test("are objects in JSON")
    func json() throws {
        let problems = [
            InventoryError.Problem(file: "f", place: Place(line: 1, column: 2), keyPath: "a.b", message: "m"),
            InventoryError.Problem(message: "n"),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(problems), as: UTF8.self)
        #expect(text == #"[{"column":2,"file":"f","keyPath":"a.b","line":1,"message":"m"},{"message":"n"}]"#)
    }

    @Test("are cut after fifty")
    func many() {
        let error = InventoryError(problems: (1...60).map { .init(message: "\($0)") })
        #expect(error.description.split(separator: "\n").count == 51)
        #expect(error.description.hasSuffix("50\n… and 10 more problems"))
    }

    @Test("never show a secret")
    func secrets() {
        let text =
            leastHosts + "vrrp: {authentication: hunter2hunter2}\nproxy: {stats: {user: a, password: \"hunter 2\"}}\n"
        #expect(problems(text).count == 2)
        #expect(!problems(text).joined().contains("hunter"))
    }
}
