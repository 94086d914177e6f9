import Foundation
import Testing

@testable import HAProxyConf

/// The samples, before clusterd and, where it is installed, before HAProxy itself.
struct DifferentialTests {
    @Test("clusterd accepts what HAProxy accepts", arguments: Sample.all(in: "both-accept"))
    func accepted(_ sample: Sample) { #expect(errors(sample.text) == []) }

    @Test("clusterd refuses what HAProxy refuses", arguments: Sample.all(in: "both-refuse"))
    func refused(_ sample: Sample) { #expect(errors(sample.text) != []) }

    @Test("clusterd refuses on purpose what HAProxy accepts", arguments: Sample.all(in: "only-haproxy-accepts"))
    func unsupported(_ sample: Sample) { #expect(errors(sample.text) != []) }

    @Test("clusterd accepts on purpose what HAProxy refuses", arguments: Sample.all(in: "only-clusterd-accepts"))
    func lenient(_ sample: Sample) { #expect(errors(sample.text) == []) }

    @Test("no sample is lost", arguments: Sample.files)
    func samplesAreThere(_ file: String) { #expect(Sample.all(in: file).count >= 4) }

    @Test(
        "HAProxy 2.6 says of each sample what its file claims",
        .enabled(if: HAProxy.isUsable, "needs haproxy 2.6 and Debian's pages in /etc/haproxy/errors"),
        arguments: Sample.files)
    func haproxy(_ file: String) throws {
        let isAccepted = file == "both-accept" || file == "only-haproxy-accepts"
        for sample in Sample.all(in: file) {
            let answer = try HAProxy.check(sample.text)
            #expect((answer.status == 0) == isAccepted, "\(file): \(sample.testDescription): \(answer.output)")
        }
    }
}

/// The real program.
enum HAProxy {
    private static let program = "/usr/sbin/haproxy"

    /// Whether it is installed, in the version that clusterd follows, with the pages that samples name.
    static let isUsable: Bool = {
        guard FileManager.default.fileExists(atPath: "/etc/haproxy/errors/503.http"),
            let answer = try? run(["-v"])
        else { return false }
        return answer.output.contains("HAProxy version 2.6.")
    }()

    static func check(_ text: String) throws -> (status: Int32, output: String) {
        let path = FileManager.default.temporaryDirectory.appending(path: "haproxy-\(UUID().uuidString).cfg")
        try text.write(to: path, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: path) }
        return try run(["-c", "-f", path.path(percentEncoded: false)])
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
