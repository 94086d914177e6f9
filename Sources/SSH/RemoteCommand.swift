/// What runs on a host: a value that can be shown, compared and tested before it is run.
package struct RemoteCommand: Hashable, Sendable {
    /// What it does, in a few words for progress and errors: `read the host's state`.
    package var title: String
    /// The program and its arguments, unquoted.
    package var arguments: [String]
    /// Its standard input, sent whole and then closed. Secrets travel here: never in `arguments`, which every user of
    /// the host can read in the process list.
    package var input: [UInt8]

    package init(title: String, arguments: [String], input: [UInt8] = []) {
        self.title = title
        self.arguments = arguments
        self.input = input
    }

    /// A POSIX shell script with the rest of standard input for its commands to read.
    ///
    /// The script itself travels on standard input too, so that it may be long and hold secrets: the remote shell reads
    /// exactly its bytes before it runs it.
    package static func script(_ script: String, title: String, input: [UInt8] = []) -> RemoteCommand {
        let text = Array(script.utf8)
        return RemoteCommand(
            title: title, arguments: ["sh", "-c", Self.reader(of: text.count)], input: text + input)
    }

    /// Runs the script only if it has come whole: the beginning of one that a broken connection cut off must not run.
    /// The full stop keeps the script's last line ends, which `$(…)` would drop.
    private static func reader(of count: Int) -> String {
        // In the C locale, where `${#s}` counts bytes.
        #"LC_ALL=C; export LC_ALL; s=$(head -c \#(count); echo .); "#
            + #"[ "${#s}" = \#(count + 1) ] || { echo 'the script came incomplete' >&2; exit 1; }; eval "${s%.}""#
    }

    /// The same command as root by way of `sudo`, which must not ask for a password.
    package func viaSudo() -> RemoteCommand {
        var command = self
        command.arguments = ["sudo", "-n", "--"] + arguments
        return command
    }

    /// The command line the remote login shell is given, in the C locale so that output can be parsed.
    package var commandLine: String {
        (["env", "LC_ALL=C"] + arguments).map(Self.quoted).joined(separator: " ")
    }

    /// The same, with a variable in its environment by which its processes can be found.
    func commandLine(marked mark: String) -> String {
        (["env", mark, "LC_ALL=C"] + arguments).map(Self.quoted).joined(separator: " ")
    }

    /// `word` as one word of a POSIX shell.
    package static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "%+,-./:=@_".utf8.contains(byte)
            }
        }
        if plain && !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
