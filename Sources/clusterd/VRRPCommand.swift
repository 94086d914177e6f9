internal import CLinux
import Linux
import VRRPService

/// `clusterd vrrp`: the daemon, and questions to one that runs.
enum VRRPCommand {
    static let defaultSocket = "/run/clusterd/vrrp.sock"

    static func run(_ words: [String]) -> Outcome {
        do throws(Arguments.Refusal) {
            let arguments = try Arguments(
                words, valued: ["-f", "--socket", "--data"], plain: ["--status", "--json", "--reload", "--debug"])
            return run(arguments)
        } catch {
            return .refuse(error.text)
        }
    }

    private static func run(_ arguments: Arguments) -> Outcome {
        let socket = arguments["--socket"] ?? defaultSocket
        switch (arguments.has("--status"), arguments.has("--reload"), arguments["-f"]) {
        case (true, false, nil): return ask(arguments.has("--json") ? "status json" : "status", at: socket)
        case (false, true, nil): return ask("reload", at: socket)
        case (false, false, let file?) where !arguments.has("--json"):
            return serve(file, socket: socket == "none" ? nil : socket, arguments)
        case (false, false, nil): return .refuse("clusterd vrrp needs -f FILE, --status or --reload")
        default: return .refuse("these options do not go together")
        }
    }

    private static func serve(_ file: String, socket: String?, _ arguments: Arguments) -> Outcome {
        // Its unit makes the folder (RuntimeDirectory=); by hand, nobody else does. Whatever fails, listening will tell.
        if socket == defaultSocket { unsafe mkdir("/run/clusterd", 0o755) }
        var options = Daemon.Options(file: file)
        options.socket = socket
        options.logsDebug = arguments.has("--debug")
        if let data = arguments["--data"] { options.dataFile = data }
        do throws(DaemonError) {
            try Daemon(options).run()
            return Outcome()
        } catch {
            if case .configuration = error { return .fail("\(error)", 2) }
            return .fail("\(error)")
        }
    }

    /// The first line of an answer is its exit status.
    private static func ask(_ question: String, at socket: String) -> Outcome {
        do throws(LinuxError) {
            let connection = try UnixConnection(to: socket, patience: 10)
            try connection.writeAll(Array((question + "\n").utf8).span)
            let answer = String(decoding: try connection.readToEnd(limit: 16 << 20), as: UTF8.self)
            guard let end = answer.firstIndex(of: "\n"), let status = Int32(answer[..<end]) else {
                return .fail("\(socket): the daemon gave no answer")
            }
            let text = String(answer[answer.index(after: end)...])
            return status == 0 ? Outcome(output: text) : Outcome(status: status, errors: text)
        } catch {
            return .fail("\(error) (does clusterd vrrp run?)")
        }
    }
}
