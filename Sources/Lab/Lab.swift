import Foundation

/// Real Debian hosts on this machine, made from an inventory: each a systemd container in a network namespace of its
/// own, with the inventory's name, address, interface and sshd, on a bridge inside a namespace that has no route to
/// anywhere else.
///
/// Everything is found by name and place, never by memory, so that any process can continue or remove what another one
/// began. Needs root and the tools of ``LabTool``; two processes at work on one lab wait for each other.
package struct Lab: Sendable {
    /// The name under which the operator's own place in the lab answers ``exec(host:command:)``.
    package static let operatorName = "operator"

    package let name: String
    let paths: LabPaths

    /// - Throws: `LabError.invalidName` unless the name is 1 to 20 of `a-z`, `0-9` and `-`.
    package init(name: String = "default") throws {
        try self.init(name: name, environment: ProcessInfo.processInfo.environment)
    }

    init(name: String, environment: [String: String]) throws {
        let allowed = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard allowed, (1...20).contains(name.utf8.count) else { throw LabError.invalidName(name) }
        self.name = name
        paths = LabPaths(lab: name, environment: environment)
    }

    /// One `ip netns` name for the operator's place, and one for each host after a dot, which no lab name can hold:
    /// `cluster-default`, `cluster-default.web1`. Control groups have the same names.
    var networkNamespace: NetworkNamespace { NetworkNamespace(name: "cluster-\(name)") }

    func networkNamespace(of host: String) -> NetworkNamespace {
        NetworkNamespace(name: "cluster-\(name).\(host)")
    }
}
