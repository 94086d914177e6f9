import Foundation
import Synchronization
import Testing

@Suite("a conformance table", .withProxies)
struct ConformanceTests {
    @Test("HAProxy does what each row says of it", .with(.haproxy), arguments: Table.rows)
    func haproxy(row: Row) async throws { try await play(row, .haproxy) }

    @Test("clusterd does what each row asks for", .with(.clusterd), arguments: Table.rows)
    func clusterd(row: Row) async throws { try await play(row, .clusterd) }

    /// Not those that end in a refusal: it may come, and the connection be reset, before all is sent.
    private static let splittable = Table.rows.filter { $0.expects.end == .kept && $0.byteCount < 1000 }

    @Test("clusterd does the same when each byte comes by itself", .with(.clusterd), arguments: splittable)
    func split(row: Row) async throws { try await play(row.inSingleBytes, .clusterd) }

    @Test("no two rows have one name")
    func names() {
        let repeated = Dictionary(grouping: Table.rows, by: \.testDescription).filter { $0.value.count > 1 }.map(\.key)
        #expect(repeated.isEmpty, "\(repeated)")
    }

    @Test("each difference is one, and says why; all of them are printed")
    func differences() {
        let rows = Table.rows.filter { $0.haproxy != nil }
        for row in rows {
            #expect(row.haproxy?.why.isEmpty == false, "\(row.testDescription)")
            #expect(
                row.haproxy?.outcomes != [row.expects], "\(row.testDescription): that is no difference")
        }
        print("Where HAProxy does something else than clusterd, of \(Table.rows.count) rows:")
        for row in rows { print("  \(row.testDescription)\n      differs: \(row.haproxy?.why ?? "")") }
    }

    private func play(_ row: Row, _ engine: Engine) async throws {
        let mismatch = try await Room.run {
            let proxy = try Proxy(engine, row.proxy)
            let mismatch = try Exchange(row, engine).mismatch()
            guard proxy.program.isRunning else { return "it has ended: \(proxy.program.output)" as String? }
            return mismatch.map { "\(engine): \($0)\nIt wrote: \(proxy.program.output.suffix(2000))" }
        }
        if let mismatch { Issue.record(Comment(rawValue: mismatch)) }
    }
}
