internal import CLinux
import Linux

/// The program's entry: the first word says what to do.
@main
enum Clusterd {
    static func main() {
        guard let words = Arguments.ofProcess else { finish(.fail("clusterd: /proc is not mounted")) }
        switch words.first {
        case "vrrp": finish(VRRPCommand.run(Array(words.dropFirst())))
        case "check": finish(CheckCommand.run(Array(words.dropFirst())))
        case "help", "-h", "--help": finish(.say(Usage.text))
        case "version", "--version": finish(.say("clusterd \(Usage.version)\n"))
        case let word?: finish(.refuse("there is no command '\(word)'"))
        case nil: finish(.refuse("a command is missing"))
        }
    }

    private static func finish(_ outcome: Outcome) -> Never {
        write(outcome.output, to: STDOUT_FILENO)
        write(outcome.errors, to: STDERR_FILENO)
        exit(outcome.status)
    }

    private static func write(_ text: String, to number: Int32) {
        // Not ours to close.
        let descriptor = Descriptor(owning: number)
        try? descriptor.writeAll(Array(text.utf8).span, "write")
        _ = descriptor.release()
    }
}

/// What a command comes to: exit status and what it says.
struct Outcome {
    var status: Int32 = 0
    var output = ""
    var errors = ""

    static func say(_ text: String) -> Outcome { Outcome(output: text) }
    static func fail(_ text: String, _ status: Int32 = 1) -> Outcome { Outcome(status: status, errors: text + "\n") }
    /// The command line is wrong.
    static func refuse(_ text: String) -> Outcome { fail("clusterd: \(text)\n\(Usage.hint)", 2) }
}

enum Usage {
    static let version = "0.1.0"
    static let hint = "clusterd --help tells the commands and their options."
    static let text = """
        clusterd: the runtime of a cluster's balancers.

        clusterd vrrp -f FILE      speak VRRP as keepalived.conf says, in the foreground
            --socket PATH          where --status and --reload ask (default /run/clusterd/vrrp.sock); none: nowhere
            --data FILE            what SIGUSR1 writes (default /tmp/keepalived.data)
            --debug                log more
        clusterd vrrp --status     what the virtual routers of the running daemon are; with --json as one object
        clusterd vrrp --reload     make it read its file again; a file that is wrong changes nothing, and is told
        clusterd check -f FILE     say what a keepalived.conf means, or every error in it

        Signals to clusterd vrrp: SIGHUP reloads, SIGUSR1 writes the state, SIGTERM gives the addresses up and ends.
        Exit status: 0 done, 1 failed, 2 wrong usage or a file with errors.

        """
}
