import Testing

@testable import SSH

@Suite("A remote command")
struct RemoteCommandTests {
    @Test(
        "is quoted so that a POSIX shell reads it back",
        arguments: [
            ("plain", "plain"),
            ("a/b-c_d.e:f,g+h@i%j=k", "a/b-c_d.e:f,g+h@i%j=k"),
            ("", "''"),
            ("two words", "'two words'"),
            ("it's", #"'it'\''s'"#),
            ("'", #"''\'''"#),
            ("$HOME `id` \\", #"'$HOME `id` \'"#),
            ("*", "'*'"),
            ("~", "'~'"),
            ("a\nb", "'a\nb'"),
            ("größe", "'größe'"),
            ("#comment", "'#comment'"),
            ("!", "'!'"),
        ])
    func quoting(word: String, expected: String) async throws {
        #expect(RemoteCommand.quoted(word) == expected)
        #expect(try await Program.run("/bin/sh", ["-c", "printf '%s' \(RemoteCommand.quoted(word))"]) == word)
    }

    @Test("runs in the C locale, so that its output can be parsed")
    func locale() {
        let command = RemoteCommand(title: "list", arguments: ["ls", "-l", "a b"])
        #expect(command.commandLine == "env LC_ALL=C ls -l 'a b'")
    }

    @Test("goes through sudo without a question")
    func sudo() {
        let command = RemoteCommand(title: "list", arguments: ["ls"]).viaSudo()
        #expect(command.arguments == ["sudo", "-n", "--", "ls"])
    }

    @Test("as a script counts bytes, not characters, before the input that follows it")
    func script() {
        let command = RemoteCommand.script("echo ü", title: "say", input: [0, 255])
        #expect(command.arguments.last == #"eval "$(head -c 7)""#)
        #expect(command.input == Array("echo ü".utf8) + [0, 255])
    }
}
