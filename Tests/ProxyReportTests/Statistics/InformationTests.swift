import Testing

@testable import ProxyReport

@Suite("show info, beside haproxy's own")
struct InformationTests {
    private func text(_ process: ProcessSnapshot, _ change: (inout InformationQuery) -> Void = { _ in }) -> String {
        var query = InformationQuery()
        change(&query)
        // haproxy ends each answer with an empty line.
        return query.text(process).string + "\n"
    }

    @Test("lines are haproxy's, byte for byte")
    func plain() throws {
        let expected = try Golden.text("info.txt")
        #expect(text(Sample.process()) == expected)
    }

    @Test("typed lines are haproxy's, byte for byte")
    func typed() throws {
        let process = Sample.process(connections: 26, bytesOut: 105_990, rate: 1184, pools: 155_200)
        let expected = try Golden.text("info.typed")
        #expect(text(process) { $0.format = .typed } == expected)
    }

    @Test("JSON is haproxy's, byte for byte")
    func json() throws {
        let process = Sample.process(connections: 27, bytesOut: 108_019, rate: 3200, pools: 155_200)
        let expected = try Golden.text("info.json")
        #expect(text(process) { $0.format = .json } == expected)
    }

    @Test("lines with their meanings are haproxy's, byte for byte")
    func described() throws {
        let process = Sample.process(connections: 28, bytesOut: 118_826, rate: 14016, pools: 155_200)
        let expected = try Golden.text("info.desc")
        #expect(text(process) { $0.describes = true } == expected)
    }

    @Test("times with digits behind the point are haproxy's, to the millisecond that we count")
    func float() throws {
        let process = Sample.process(connections: 29, bytesOut: 124_823, rate: 20000, pools: 155_200)
        let expected = try Golden.text("info.float").replacing("9.733198", with: "9.733000")
        let start = expected.firstRange(of: "Start_time_sec: ").map { expected[$0.upperBound...].prefix { $0 != "\n" } }
        let ours = text(process) { $0.float = true }
        #expect(ours == expected.replacing(start ?? "?", with: "1795537174.000000"))
    }
}
