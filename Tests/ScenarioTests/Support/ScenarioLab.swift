import Foundation
import Lab
import Testing

/// The suite's lab: up before its first test, taken down after its last, whatever happens between.
///
/// `CLUSTER_SCENARIO_LAB=NAME` takes a lab of that name and leaves it up, to look at or to use again.
struct ScenarioLab: SuiteTrait, TestScoping {
    static let trait = ScenarioLab()
    static let isPossible = geteuid() == 0 && LabTool.allCases.allSatisfy(isInstalled)
    static let reason: Comment = "the scenarios need root and the tools that 'cluster lab up' names"

    private static let kept = ProcessInfo.processInfo.environment["CLUSTER_SCENARIO_LAB"]
    static let name = kept ?? "sc\(getpid())"
    static var lab: Lab { get throws { try Lab(name: name) } }

    private static func isInstalled(_ tool: LabTool) -> Bool {
        ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(tool.rawValue)")
        }
    }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let inventory = try InventoryFolder()
        try await Cluster(inventory).succeed("lab", "up", "--name", Self.name, "-i", inventory.file)
        do {
            try await function()
        } catch {
            await Self.down()
            throw error
        }
        await Self.down()
    }

    private static func down() async {
        guard kept == nil else { return }
        do {
            try await lab.down { _ in }
        } catch {
            Issue.record(error, "the scenarios' lab could not be taken down")
        }
    }
}

/// Cuts a host's power. The operator's machine forgets the host's hardware address at once, where a real one would first
/// wait ten seconds for an answer from it.
func cutPower(of name: String) async throws {
    try await ScenarioLab.lab.powerOff(host: name)
    try await Host(Lab.operatorName).shell("ip neigh flush all")
}

/// Runs `body` while these hosts have no power, and has them back at the end.
func without(_ names: [String], _ body: () async throws -> Void) async throws {
    for name in names { try await cutPower(of: name) }
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    for name in InventoryFolder.hosts { try await ScenarioLab.lab.powerOn(host: name) }
    try await eventually("the hosts are back in use") {
        let status = try await Cluster(InventoryFolder()).status("--json").json()
        let backends = status["backends"] as? [[String: Any]] ?? []
        return backends.count == 4 && backends.allSatisfy { $0["up"] as? Bool == true }
    }
    try outcome.get()
}
