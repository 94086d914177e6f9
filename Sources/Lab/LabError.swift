/// What went wrong with the lab, in the operator's words.
package enum LabError: Error, Hashable {
    case invalidName(String)
    case notRoot
    case missingTools([LabTool])
    /// An inventory's host has the name that `exec` gives to the operator's own place.
    case reservedHostName(String)
    /// A host's or VIP's network leaves the operator no address at all.
    case noOperatorAddress(networks: [String])
    /// A path that the overlay's mount options cannot express.
    case unusablePath(String, variable: String)
    /// The state's file system cannot carry a host's disk.
    case unusableFileSystem(path: String, kind: String)
    /// The lab stands, but from an inventory that contradicts this one.
    case otherInventory(lab: String, differences: [String])
    case notUp(lab: String)
    case unknownHost(String, lab: String, known: [String])
    case hostNotRunning(String, lab: String)
    case hostDidNotStart(String, reason: String, console: String, lastLines: [String])
    case baseTreeFailed(status: String, log: String, lastLines: [String])
    case commandFailed(String, status: String, output: String)
    /// `words` are strerror's.
    case system(doing: String, words: String)
    /// What `down` could not remove.
    case leftovers(lab: String, [String])
    case several([LabError])
}

extension LabError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidName(let name):
            "'\(name)' is no lab name: 1 to 20 of a-z, 0-9 and '-' are allowed."
        case .notRoot:
            "A lab needs root, for network namespaces and containers: run the same command with sudo."
        case .missingTools(let tools):
            Self.text(missing: tools)
        case .reservedHostName(let name):
            "The inventory has a host named '\(name)', which in a lab means the operator's own place: rename the host."
        case .noOperatorAddress(let networks):
            "No free address for the operator in \(networks.joined(separator: ", ")): "
                + "a lab needs one unused address in a network of the hosts; give them a shorter prefix."
        case .unusablePath(let path, let variable):
            "\(path): a lab's folders must be absolute paths without ',', ':', '\\' and white space; set \(variable)."
        case .unusableFileSystem(let path, let kind):
            "\(path) lies on \(kind), which cannot hold the disks of a lab's hosts (the upper layer of an overlay): "
                + "set CLUSTER_LAB_STATE to a folder on ext4, xfs or btrfs."
        case .several(let errors):
            errors.map(\.description).joined(separator: "\n")
        default: ofRun
        }
    }

    /// The errors of a lab at work.
    private var ofRun: String {
        switch self {
        case .otherInventory(let lab, let differences):
            "Lab '\(lab)' was brought up from another inventory:\n"
                + differences.map { "  \($0)\n" }.joined()
                + "Take it down first (cluster lab down\(Self.option(lab))), or give this one another name (--name)."
        case .notUp(let lab):
            "Lab '\(lab)' is not up: run 'cluster lab up\(Self.option(lab))'."
        case .unknownHost(let host, let lab, let known):
            "Lab '\(lab)' has no host '\(host)': it has \(known.joined(separator: ", "))."
        case .hostNotRunning(let host, let lab):
            "\(host): not running in lab '\(lab)': 'cluster lab up\(Self.option(lab))' starts it."
        case .hostDidNotStart(let host, let reason, let console, let lastLines):
            "\(host): \(reason). Console (\(console)):" + Self.indented(lastLines)
        case .baseTreeFailed(let status, let log, let lastLines):
            "The base tree was not built: mmdebstrap or apt-get ended with \(status). Log (\(log)):"
                + Self.indented(lastLines)
        case .commandFailed(let command, let status, let output):
            "\(command): \(status)" + (output.isEmpty ? "" : ": \(output)")
        case .system(let doing, let words):
            "\(doing): \(words)"
        case .leftovers(let lab, let remains):
            "Lab '\(lab)' left something behind; run 'cluster lab down\(Self.option(lab))' again:"
                + Self.indented(remains)
        default: ""
        }
    }

    private static func option(_ lab: String) -> String { lab == "default" ? "" : " --name \(lab)" }

    private static func indented(_ lines: [String]) -> String {
        lines.isEmpty ? " (empty)" : lines.map { "\n  \($0)" }.joined()
    }

    private static func text(missing tools: [LabTool]) -> String {
        let packages = Set(tools.map(\.package)).sorted().joined(separator: " ")
        return "A lab needs \(tools.map(\.rawValue).joined(separator: ", ")): apt-get install \(packages)"
    }
}
