import ArgumentParser
import Deployment
import Fleet
import Inventory

/// A failure as JSON: what a person reads, and its parts for a program.
struct FailureObject: Encodable {
    struct Host: Encodable {
        var host: String
        var error: String
    }

    var error: String
    var exitCode: Int32
    /// Where an inventory is at fault: everything that is wrong with it.
    var problems: [InventoryError.Problem]?
    /// Hosts at which it failed.
    var hosts: [Host]?
    /// Hosts that were put back to what they were before.
    var restored: [String]?
    /// Hosts that should have been put back and were not.
    var notRestored: [Host]?
    /// What a verification found.
    var findings: [String]?

    init(_ error: any Error, _ code: ExitCode, _ redaction: Redaction) {
        self.error = redaction("\(error)")
        exitCode = code.rawValue
        problems = (error as? InventoryError)?.problems
        if let error = error as? DeployError { read(error, redaction) }
        if let error = error as? HostError { hosts = Self.hosts([error], redaction) }
    }

    private mutating func read(_ error: DeployError, _ redaction: Redaction) {
        switch error {
        case .unreachable(let errors), .refused(let errors), .rollbackFailed(let errors):
            hosts = Self.hosts(errors, redaction)
        case .failed(let error, let restored, let notRestored):
            hosts = Self.hosts([error], redaction)
            setWayBack(restored, notRestored, redaction)
        case .interrupted(let restored, let notRestored): setWayBack(restored, notRestored, redaction)
        case .unverified(let findings, let standing):
            self.findings = findings.map { redaction($0) }
            if case .putBack(let restored, let notRestored) = standing {
                setWayBack(restored, notRestored, redaction)
            }
        case .locked, .lockLost, .interruptedVerifying, .unknownHost: break
        }
    }

    private mutating func setWayBack(_ restored: [String], _ notRestored: [HostError], _ redaction: Redaction) {
        self.restored = restored
        self.notRestored = Self.hosts(notRestored, redaction)
    }

    private static func hosts(_ errors: [HostError], _ redaction: Redaction) -> [Host] {
        errors.map { Host(host: $0.host, error: redaction("\($0)")) }
    }
}
