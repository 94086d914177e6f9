import HAProxyConf
import KeepalivedConf
import Linux
import ProxyService

/// `clusterd check`: what a configuration file says, or what is wrong with it.
enum CheckCommand {
    static func run(_ words: [String]) -> Outcome {
        do throws(Arguments.Refusal) {
            let arguments = try Arguments(words, valued: ["-f", "--as"], plain: [])
            guard let file = arguments["-f"] else { return .refuse("clusterd check needs -f FILE") }
            return check(file, as: arguments["--as"])
        } catch {
            return .refuse(error.text)
        }
    }

    private static func check(_ file: String, as kind: String?) -> Outcome {
        switch kind {
        case "keepalived": return checkVRRP(file)
        case "haproxy": return checkProxy(file)
        case nil:
            // A file that cannot be read is told of by whoever reads it.
            let content = (try? File.read(file, limit: 1 << 20)) ?? []
            let guess = FileKind(of: content, named: file)
            var outcome = guess == .haproxy ? checkProxy(file) : checkVRRP(file)
            if outcome.status != 0 {
                outcome.errors += "(read as \(guess.rawValue); --as haproxy or --as keepalived says otherwise)\n"
            }
            return outcome
        case let other?: return .refuse("--as takes haproxy or keepalived, not '\(other)'")
        }
    }

    private static func checkVRRP(_ file: String) -> Outcome {
        do throws(KeepalivedConf.ConfigurationFailure) {
            let configuration = try KeepalivedConfiguration.load(file)
            let warnings = configuration.warnings.map { "\($0)\n" }.joined()
            return Outcome(output: "keepalived.conf: " + configuration.summary + "\n", errors: warnings)
        } catch {
            let warnings = error.warnings.map { "\($0)\n" }.joined()
            return Outcome(status: 2, errors: warnings + "\(error)\n")
        }
    }

    static func checkProxy(_ file: String) -> Outcome {
        do throws(HAProxyConf.ConfigurationFailure) {
            let configuration = try HAProxyConfiguration.load(
                file, from: .system, environment: ProcessEnvironment.read())
            let warnings = configuration.warnings.map { "\($0)\n" }.joined()
            return Outcome(output: "haproxy.cfg: " + configuration.summary + "\n", errors: warnings)
        } catch {
            let warnings = error.warnings.map { "\($0)\n" }.joined()
            return Outcome(status: 2, errors: warnings + "\(error)\n")
        }
    }
}
