import Rendering
import SSH

/// The scripts that a deploy runs on hosts: the functions of the files in `host`, and calls of them made from a plan.
enum HostScript {
    /// `common.sh` first: it sets what the others stand on.
    private static let library = [
        PackageResources.common_sh, PackageResources.packages_sh, PackageResources.staging_sh,
        PackageResources.checks_sh, PackageResources.keeping_sh, PackageResources.placing_sh,
        PackageResources.services_sh, PackageResources.releases_sh,
    ].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")

    static func command(
        _ title: String, id: String, calls: [String], input: [UInt8] = [], exclusive: Bool = true
    ) -> RemoteCommand {
        let lines = ["id=\(RemoteCommand.quoted(id))", library] + (exclusive ? ["take_host"] : []) + calls
        return .script(lines.joined(separator: "\n") + "\n", title: title, input: input)
    }

    /// One call of a function of the library, each argument one word.
    static func call(_ function: String, _ arguments: String...) -> String {
        ([function] + arguments.map(RemoteCommand.quoted)).joined(separator: " ")
    }
}
