import Foundation
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
        #expect(command.arguments.last?.contains(#"s=$(head -c 7; echo .); [ "${#s}" = 8 ] ||"#) == true)
        #expect(command.input == Array("echo ü".utf8) + [0, 255])
    }

    @Test("as a script runs with what follows it, and does not run at all when only its beginning comes")
    func wholeScript() throws {
        let command = RemoteCommand.script("echo ü\ncat", title: "say", input: Array("rest".utf8))
        #expect(try said(command.arguments, Array(command.input)) == "ü\nrest")
        #expect(try said(command.arguments, Array(command.input.prefix(8))) == "")
    }

    /// What a program says on standard output.
    private func said(_ arguments: [String], _ input: [UInt8]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
