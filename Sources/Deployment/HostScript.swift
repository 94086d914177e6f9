import Rendering
import SSH

/// The scripts that a deploy runs on hosts: the library of functions in `host/lib.sh`, and calls of them made from a plan.
enum HostScript {
    static func command(
        _ title: String, id: String, calls: [String], input: [UInt8] = [], exclusive: Bool = true
    ) -> RemoteCommand {
        let library = String(decoding: PackageResources.lib_sh, as: UTF8.self)
        let lines = ["id=\(RemoteCommand.quoted(id))", library] + (exclusive ? ["take_host"] : []) + calls
        return .script(lines.joined(separator: "\n") + "\n", title: title, input: input)
    }

    /// One call of a function of the library, each argument one word.
    static func call(_ function: String, _ arguments: String...) -> String {
        ([function] + arguments.map(RemoteCommand.quoted)).joined(separator: " ")
    }
}
