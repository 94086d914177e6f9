import Foundation
import Inventory
import Rendering
import SSH
import TestSupport
import Testing

@testable import Observation

/// The script itself, run by this machine's shell as it would be on a host. It only reads, and needs no root.
@Suite("The observation script")
struct ObservationScriptTests {
    private func run(_ shell: [String], _ input: [UInt8]) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["LC_ALL=C"] + shell
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self)
        )
    }

    /// A host of which only files in a folder are asked.
    private func configuration(_ folder: TemporaryFolder) throws -> HostConfiguration {
        let inventory = try Inventories.fourHosts()
        var desired = try #require(try Configuration(inventory).host("server1"))
        desired.files = ["text", "link", "folder", "large", "missing"].map {
            ManagedFile(path: "\(folder.path)/\($0)", content: .text(""))
        }
        return desired
    }

    @Test("runs in any POSIX shell, and what it prints is understood", arguments: ["sh", "dash", "bash --posix"])
    func answer(shell: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("a\tb\nend\n", to: "text")
        try folder.write("x", to: "folder/x")
        try folder.write(String(repeating: "x", count: 1_048_577), to: "large")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: "../to there")
        let command = ObservationScript.command(for: try configuration(folder), asksKeepalived: false)
        let words = shell.split(separator: " ").map(String.init) + command.arguments.dropFirst()
        let (status, output, errors) = try run(words, command.input)
        #expect(status == 0)
        #expect(errors == "")
        let observed = try ObservationParser.parse(output)
        #expect(observed.isRoot == (geteuid() == 0))
        #expect(observed.machine.cores > 0 && observed.machine.memoryKiB > 0 && observed.machine.uptime > 0)
        #expect(observed.machine.availableMemoryKiB <= observed.machine.memoryKiB)
        #expect(observed.machine.disks.contains { $0.sizeKiB > 0 })
        #expect(!observed.operatingSystem.id.isEmpty)
        #expect(observed.sysctls.keys.sorted() == ["net.ipv4.ip_forward", "net.ipv4.ip_nonlocal_bind"])
        #expect(observed.addresses.contains { $0.interface == "lo" } || observed.lacks.contains("iproute2"))
        guard case .text("a\tb\nend\n", _, _)? = observed.files["\(folder.path)/text"] else {
            Issue.record("the text is \(String(describing: observed.files["\(folder.path)/text"]))")
            return
        }
        #expect(observed.files["\(folder.path)/link"] == .link("../to there"))
        #expect(observed.files["\(folder.path)/folder"] == .other)
        guard case .large? = observed.files["\(folder.path)/large"] else {
            Issue.record("the large file was read")
            return
        }
        #expect(observed.files["\(folder.path)/missing"] == nil)
    }

    @Test("is sent whole on standard input, never as an argument")
    func transport() throws {
        let folder = try TemporaryFolder()
        let command = ObservationScript.command(for: try configuration(folder))
        #expect(!command.arguments.joined().contains(folder.path))
        #expect(String(decoding: command.input, as: UTF8.self).contains(folder.path))
    }
}
