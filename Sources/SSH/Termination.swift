/// Ends a command on its host whose caller no longer waits.
///
/// libssh2 1.10 cannot send a signal over the channel (RFC 4254 §6.9), and sshd lets a command live on when its
/// channel is closed. So every command carries a mark in its environment, and another command looks for it.
enum Termination {
    static let variable = "CLUSTER_COMMAND"

    /// What commands of this kind carry themselves: nobody looks for it.
    static let ownMark = "\(variable)=stop"

    static func newMark() -> String { "\(variable)=\(String(UInt64.random(in: .min ... .max), radix: 36))" }

    /// Signals the process groups of every process with the mark (sshd makes each command a group of its own), as the
    /// user who runs the command: root's processes by way of `sudo`. A command that was cancelled at once may not have
    /// become itself yet: so it looks three times.
    static func command(mark: String, of command: RemoteCommand) -> RemoteCommand {
        let script = """
            for attempt in 1 2 3; do
                files=$(grep -lzsx '\(mark)' /proc/[0-9]*/environ) && break
                sleep 0.1
            done
            for file in $files; do
                group=$(sed 's/.*) //' "${file%environ}stat" 2>/dev/null | cut -d ' ' -f 3)
                [ "${group:-0}" -gt 1 ] && kill -s TERM -- "-$group" 2>/dev/null
            done
            true
            """
        let termination = RemoteCommand.script(script, title: "stop `\(command.title)`")
        return command.arguments.starts(with: ["sudo", "-n", "--"]) ? termination.viaSudo() : termination
    }
}
