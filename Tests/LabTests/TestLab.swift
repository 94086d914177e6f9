import Foundation
import Inventory
import Subprocess
import Testing

@testable import Lab

extension Tag {
    /// Makes network namespaces and containers: needs root and the lab's tools.
    @Tag static var lab: Self
}

/// Everything that brings labs up, one test at a time: some of it is measured.
@Suite(.tags(.lab), .serialized, .enabled(if: TestLab.isPossible, TestLab.reason), .timeLimit(.minutes(5)))
enum WholeLabTests {}

/// A lab of this test process's own.
enum TestLab {
    /// Whether this machine can run a lab, as far as a look tells.
    static let isPossible = geteuid() == 0 && LabTool.missing(in: LabTool.searchPath).isEmpty
    static let reason: Comment = "a lab needs root and the tools that 'cluster lab up' names"

    static func name(_ suffix: String) -> String { "t\(getpid())-\(suffix)" }

    /// Runs `body` with a lab that is not up yet, and removes it whatever happens.
    static func with(_ suffix: String, _ body: (Lab) async throws -> Void) async throws {
        let lab = try Lab(name: name(suffix))
        do {
            try await body(lab)
        } catch {
            try? await lab.down { _ in }
            throw error
        }
        try await lab.down { _ in }
    }

    /// What a shell finds of a lab, by other ways than the product's own.
    static func remains(of name: String) async throws -> String {
        try await shell(
            """
            ls /run/netns 2>/dev/null | grep -F 'cluster-\(name)'
            grep -F 'cluster-lab/\(name)/' /proc/mounts
            # The patterns come from a pipe: grep must not find itself.
            printf '%s\\n' 'cluster-\(name)' 'cluster-lab/\(name)/' \
                | grep -l -a -F -f - $(ls -d /proc/[0-9]*/cmdline) 2>/dev/null
            find /sys/fs/cgroup -name 'cluster-\(name)*'
            ls -d /var/lib/cluster-lab/\(name) /var/lib/cluster-lab/\(name).lock 2>/dev/null
            :
            """)
    }

    /// Standard output of a shell script.
    static func shell(_ script: String) async throws -> String {
        try await Subprocess.run(
            .name("sh"), arguments: ["-s"], input: .string(script), output: .string(limit: 1 << 20)
        ).standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension Lab {
    /// What a command inside a host says, through SSH from the operator's place with the keys of the lab.
    func ssh(_ login: String, port: Int = 22, _ command: String) async throws -> String {
        let access = try access()
        return try await LabTool.nsenter.run([
            "--net=\(access.networkNamespace)", "ssh", "-F", "none", "-p", String(port), "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=\(access.knownHosts)",
            "-o", "ConnectTimeout=5", "-i", access.identity, login, command,
        ]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Pids of the containers' first processes, by host.
    var leaders: [String: Int32] {
        Dictionary(
            LabProcess.all(of: self).filter(\.isLeader).compactMap { process in process.host.map { ($0, process.pid) }
            },
            uniquingKeysWith: { first, _ in first })
    }
}
