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
        let process = Sample.process(connections: 45, bytesOut: 106_328, rate: 1216, pools: 156_072)
        let expected = try Golden.text("info.typed")
        #expect(text(process) { $0.format = .typed } == expected)
    }

    @Test("JSON is haproxy's, byte for byte")
    func json() throws {
        let process = Sample.process(connections: 46, bytesOut: 108_358, rate: 3232, pools: 156_072)
        let expected = try Golden.text("info.json")
        #expect(text(process) { $0.format = .json } == expected)
    }

    @Test("lines with their meanings are haproxy's, byte for byte")
    func described() throws {
        let process = Sample.process(connections: 47, bytesOut: 119_166, rate: 14048, pools: 156_072)
        let expected = try Golden.text("info.desc")
        #expect(text(process) { $0.describes = true } == expected)
    }

    @Test("times with digits behind the point are haproxy's, to the millisecond that we count")
    func float() throws {
        let process = Sample.process(connections: 48, bytesOut: 125_164, rate: 20032, pools: 156_072)
        let expected = try Golden.text("info.float").replacing("14.476334", with: "14.476000")
        let start = expected.firstRange(of: "Start_time_sec: ").map { expected[$0.upperBound...].prefix { $0 != "\n" } }
        let ours = text(process) { $0.float = true }
        #expect(ours == expected.replacing(start ?? "?", with: "1795538253.000000"))
    }
}
