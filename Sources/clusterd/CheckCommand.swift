import KeepalivedConf

/// `clusterd check`: what a configuration file says, or what is wrong with it.
enum CheckCommand {
    static func run(_ words: [String]) -> Outcome {
        do throws(Arguments.Refusal) {
            let arguments = try Arguments(words, valued: ["-f"], plain: [])
            guard let file = arguments["-f"] else { return .refuse("clusterd check needs -f FILE") }
            return check(file)
        } catch {
            return .refuse(error.text)
        }
    }

    private static func check(_ file: String) -> Outcome {
        do throws(ConfigurationFailure) {
            let configuration = try KeepalivedConfiguration.load(file)
            let warnings = configuration.warnings.map { "\($0)\n" }.joined()
            return Outcome(output: configuration.summary + "\n", errors: warnings)
        } catch {
            let warnings = error.warnings.map { "\($0)\n" }.joined()
            return Outcome(status: 2, errors: warnings + "\(error)\n")
        }
    }
}
