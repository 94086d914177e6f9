internal import CLinux
import Linux
import ProxyService

/// `clusterd proxy`: the proxy, and orders to one that runs.
enum ProxyCommand {
    static let defaultSocket = "/run/clusterd/proxy.sock"

    static func run(_ words: [String]) -> Outcome {
        do throws(Arguments.Refusal) {
            let arguments = try Arguments(words, valued: ["-f", "--socket"], plain: ["-c", "--reload"])
            return run(arguments)
        } catch {
            return .refuse(error.text)
        }
    }

    private static func run(_ arguments: Arguments) -> Outcome {
        let socket = arguments["--socket"] ?? defaultSocket
        switch (arguments.has("-c"), arguments.has("--reload"), arguments["-f"]) {
        case (true, false, let file?): return CheckCommand.checkProxy(file)
        case (false, true, nil): return reload(at: socket)
        case (false, false, let file?): return serve(file, socket: socket == "none" ? nil : socket)
        case (_, false, nil): return .refuse("clusterd proxy needs -f FILE, or --reload")
        default: return .refuse("these options do not go together")
        }
    }

    private static func serve(_ file: String, socket: String?) -> Outcome {
        // Its unit makes the folder (RuntimeDirectory=); by hand, nobody else does. Whatever fails, listening will tell.
        if socket == defaultSocket { unsafe mkdir("/run/clusterd", 0o755) }
        var options = Supervisor.Options(file: file)
        options.socket = socket
        options.environment = ProcessEnvironment.read()
        options.version = Usage.version
        do throws(ProxyError) {
            try Supervisor(options).run()
            return Outcome()
        } catch {
            return .fail("\(error)")
        }
    }

    private static func reload(at socket: String) -> Outcome {
        Question.ask("reload", at: socket, patience: 60, daemon: "clusterd proxy")
    }
}
