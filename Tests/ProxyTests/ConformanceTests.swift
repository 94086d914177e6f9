import Foundation
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
        let repeated = Dictionary(grouping: Table.all, by: \.testDescription).filter { $0.value.count > 1 }.map(\.key)
        #expect(repeated.isEmpty, "\(repeated)")
    }

    @Test("each difference is one, and says why")
    func differences() {
        for row in Table.all {
            guard let haproxy = row.haproxy else { continue }
            #expect(!haproxy.why.isEmpty, "\(row.testDescription)")
            #expect(haproxy.outcomes != [row.expects], "\(row.testDescription): that is no difference")
        }
        print(
            "HAProxy does something else than clusterd in \(Table.all.count { $0.haproxy != nil }) of",
            "\(Table.all.count) rows: \(DifferenceList.file.path)")
    }

    @Test("the page of the differences has all of them")
    func page() throws {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try DifferenceList.text.write(to: DifferenceList.file, atomically: true, encoding: .utf8)
        }
        let page = try String(contentsOf: DifferenceList.file, encoding: .utf8)
        #expect(page == DifferenceList.text, "UPDATE_GOLDEN=1 swift test --filter ConformanceTests renews it")
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
