import Foundation
import Testing

@testable import KeepalivedConf

/// The samples, before clusterd and, where it is installed, before keepalived itself.
struct DifferentialTests {
    @Test("clusterd accepts what keepalived accepts", arguments: Sample.all(in: "both-accept"))
    func accepted(_ sample: Sample) { #expect(errors(sample.text) == []) }

    @Test("clusterd refuses what keepalived refuses", arguments: Sample.all(in: "both-refuse"))
    func refused(_ sample: Sample) { #expect(errors(sample.text) != []) }

    @Test("clusterd refuses on purpose what keepalived accepts", arguments: Sample.all(in: "only-keepalived-accepts"))
    func unsupported(_ sample: Sample) { #expect(errors(sample.text) != []) }

    @Test("clusterd accepts on purpose what keepalived refuses", arguments: Sample.all(in: "only-clusterd-accepts"))
    func lenient(_ sample: Sample) { #expect(errors(sample.text) == []) }

    @Test("no sample is lost", arguments: Sample.files)
    func samplesAreThere(_ file: String) { #expect(Sample.all(in: file).count >= 4) }

    @Test(
        "keepalived 2.2.7 says of each sample what its file claims",
        .enabled(if: Keepalived.isUsable, "needs keepalived 2.2.7 and a network interface beside lo"),
        arguments: Sample.files)
    func keepalived(_ file: String) throws {
        let isAccepted = file == "both-accept" || file == "only-keepalived-accepts"
        for sample in Sample.all(in: file) {
            let answer = try Keepalived.check(sample.text)
            #expect((answer.status == 0) == isAccepted, "\(file)/\(sample.name): \(answer.output.prefix(300))")
        }
    }
}

/// `keepalived -t`: checks a file and changes nothing.
enum Keepalived {
    static let program = ["/usr/sbin/keepalived", "/usr/local/sbin/keepalived"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// An interface that exists, since keepalived insists on it.
    static let interface: String? = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/net")) ?? []
        return all.contains("eth0")
            ? "eth0"
            : all.sorted().first { name in
                name != "lo" && !name.hasPrefix("ifb") && !name.hasPrefix("bond")
            }
    }()

    static let isUsable: Bool = {
        guard program != nil, interface != nil else { return false }
        return (try? run(["-v"]))?.output.contains("v2.2.7") == true && (try? check(instance()))?.status == 0
    }()

    static func check(_ text: String) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "keepalived-\(UUID().uuidString).conf")
        defer { try? FileManager.default.removeItem(at: file) }
        let named = text.replacingOccurrences(of: "eth0", with: interface ?? "eth0")
        try named.write(to: file, atomically: false, encoding: .utf8)
        return try run(["-t", "-l", "-n", "-f", file.path(percentEncoded: false)])
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: program ?? "/nonexistent")
        process.arguments = arguments
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // A signal is a refusal too: keepalived 2.2.7 crashes on an open quote.
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return (status, String(decoding: output, as: UTF8.self))
    }
}
