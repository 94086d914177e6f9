import Testing

@testable import Linux

@Suite("which processes are tracked (keepalived.conf(5), vrrp_track_process)")
struct ProcessPatternTests {
    private func commandLine(_ words: [String]) -> [UInt8] { words.flatMap { Array($0.utf8) + [0] } as [UInt8] }

    @Test(
        "by name, exactly",
        arguments: [
            ("haproxy", "haproxy", true), ("ssh", "sshd", false), ("Web Content", "Web Content", true),
            ("a-name-of-more-than-15", "a-name-of-more-", true), ("a-name-of-more-", "a-name-of-more-than-15", false),
        ])
    func name(wanted: String, name: String, expected: Bool) {
        let pattern = ProcessPattern(wanted)
        #expect(!pattern.needsCommandLine)
        #expect(pattern.matches(name: name) == expected)
        #expect(!pattern.matches(commandLine: commandLine([name])))
    }

    @Test("by the command line with full_command, whatever its parameters", arguments: [[], ["-f", "x"]])
    func fullCommand(parameters: [String]) {
        let pattern = ProcessPattern("/usr/sbin/haproxy", fullCommand: true)
        #expect(pattern.needsCommandLine && !pattern.matches(name: "/usr/sbin/haproxy"))
        #expect(pattern.matches(commandLine: commandLine(["/usr/sbin/haproxy"] + parameters)))
        #expect(!pattern.matches(commandLine: commandLine(["/usr/sbin/haproxy2"] + parameters)))
    }

    @Test(
        "by their parameters",
        arguments: [
            (nil, ["-f", "x"], ["-f", "x"], true, "parameters without param_match: exactly those"),
            (nil, ["-f", "x"], ["-f", "x", "-D"], false, "no more of them"),
            (nil, ["-f", "x"], ["-f"], false, "no fewer"),
            (.exact, [], [], true, "param_match alone: none at all"),
            (.exact, [], ["-D"], false, "param_match alone: none at all"),
            (.partial, ["-f", "x"], ["-f", "x", "-D"], true, "partial: the first ones exactly"),
            (.partial, ["-f", "x"], ["-f", "xy"], false, "partial: the last one exactly too"),
            (.initial, ["-f", "x"], ["-f", "xy"], true, "initial: the last one may be longer"),
            (.initial, ["-f", "x"], ["-f", "x"], true, "initial: or just that"),
            (.initial, ["-f", "x"], ["-fg", "x"], false, "initial: those before exactly"),
            (.initial, ["-f", "x"], ["-f"], false, "initial: all of them"),
            (.partial, [], ["-D"], true, "partial of none: any"),
        ] as [(ProcessPattern.ParameterMatch?, [String], [String], Bool, String)])
    func parameters(
        match: ProcessPattern.ParameterMatch?, wanted: [String], given: [String], expected: Bool, reason: String
    ) {
        let pattern = ProcessPattern("haproxy", parameters: wanted, match: match)
        let line = commandLine(["haproxy"] + given)
        #expect(pattern.matches(commandLine: line) == expected, "\(reason)")
        #expect(pattern.matches(commandLine: Array(line.dropLast())) == expected, "\(reason), without the last NUL")
    }

    @Test("an empty command line is nobody's", arguments: [[], [0], [0, 0]] as [[UInt8]])
    func empty(line: [UInt8]) {
        #expect(!ProcessPattern("haproxy", fullCommand: true).matches(commandLine: line))
    }

    @Test(
        "a process has the name between the first and the last parenthesis (proc(5))",
        arguments: [
            ("1 (haproxy) S 0 1", "haproxy", "S"), ("2 (a) b) c) Z 1", "a) b) c", "Z"), ("3 (((x)) R", "((x)", "R"),
            ("4 () D 1", "", "D"),
        ])
    func status(stat: String, name: String, state: String) throws {
        let status = try #require(ProcessStatus(stat: Array(stat.utf8)))
        #expect(status.name == name && status.state == state.utf8.first && status.hasEnded == (state == "Z"))
    }

    @Test("what is no stat of a process is none", arguments: ["", "1", "1 (", "1 )", "1 )(", "1 (x)", "1 (x) "])
    func hostile(stat: String) {
        #expect(ProcessStatus(stat: Array(stat.utf8)) == nil)
    }
}
