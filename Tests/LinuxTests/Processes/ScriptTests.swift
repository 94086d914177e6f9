import CLinux
import Glibc
import Testing

@testable import Linux

@Suite("a script")
struct ScriptTests {
    private func shell(_ text: String) throws -> Script {
        try Script(.init(arguments: ["/bin/sh", "-c", text], environment: ["PATH=/usr/bin:/bin", "NAME=a b"]))
    }

    @Test(
        "tells its exit status, or the signal that ended it",
        arguments: [
            ("exit 0", .exited(0)), ("exit 255", .exited(255)), ("kill -9 $$", .killed(9)),
        ] as [(String, Script.End)])
    func end(text: String, expected: Script.End) throws {
        let script = try shell(text)
        #expect(try waitForEnd(of: script) == expected)
    }

    @Test("that runs has no end yet, and is ended with all that it started")
    func group() throws {
        let file = temporaryPath()
        defer { _ = unsafe unlink(file) }
        let script = try shell("sleep 1000 & echo $! >\(file); wait")
        #expect(try script.reap() == nil)
        let child = try eventually {
            (try? File.read(file, limit: 20)).flatMap { Int32(String(decoding: $0.dropLast(), as: UTF8.self)) }
        }
        let watch = try required(try ProcessWatch(of: child))
        try script.signalGroup(SIGKILL)
        #expect(try waitForEnd(of: script) == .killed(SIGKILL))
        #expect(linux_wait_readable(watch.descriptor.number, 5000) == 1)
    }

    @Test("has its own words and environment, nothing to read, no descriptor of ours, and a group of its own")
    func surroundings() throws {
        // One that does not close by itself.
        let leak = dup(try File.open("/dev/null", O_RDONLY, "open").number)
        defer { _ = close(leak) }
        let output = try runProgram(
            "/bin/sh", ["-c", "ls /proc/self/fd; readlink /proc/self/fd/0; ps -o pgid= -p $$; echo $$"])
        let lines = output.split(separator: "\n").map { $0.filter { $0 != " " } }
        // The fourth is that of the folder that `ls` reads.
        #expect(Array(lines[..<5]) == ["0", "1", "2", "3", "/dev/null"])
        #expect(lines[5] == lines[6] && lines[5] != "\(getpgrp())")
        let named = try shell("test \"$NAME\" = 'a b' && test \"$(env | wc -l)\" -le 4")
        #expect(try waitForEnd(of: named) == .exited(0))
    }

    @Test("begins with no signal blocked or ignored")
    func signals() throws {
        let source = try SignalSource([SIGURG])
        let before = signal(SIGUSR2, SIG_IGN)
        defer { _ = signal(SIGUSR2, before) }
        let output = try runProgram("/bin/grep", ["-E", "Sig(Blk|Ign)", "/proc/self/status"])
        #expect(output == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n")
        #expect(try source.next() == nil)
    }

    @Test(
        "that cannot be executed never started, and says why",
        arguments: [
            ("/nowhere/script", "cannot start /nowhere/script: No such file or directory (execve)"),
            ("/etc/passwd", "cannot start /etc/passwd: Permission denied (execve)"),
        ])
    func notStarted(path: String, expected: String) throws {
        let script = try Script(.init(arguments: [path]))
        guard case .notStarted(let error) = try waitForEnd(of: script) else {
            Issue.record("it started")
            return
        }
        #expect(error.description == expected)
    }

    @Test("with words that C cannot hold is refused", arguments: [[], [""], ["/bin/true", "a\0b"]] as [[String]])
    func refused(arguments: [String]) {
        let error = #expect(throws: LinuxError.self) { _ = try Script(.init(arguments: arguments)) }
        #expect(error?.code == EINVAL)
    }

    @Test("runs as the user that was asked for, without capabilities", .enabled(if: getuid() == 0, "needs root"))
    func account() throws {
        let account = Account(user: 65_534, group: 65_533, groups: [65_533, 4])
        let file = temporaryPath()
        defer { _ = unsafe unlink(file) }
        let text = "id -u; id -g; id -G; grep CapEff /proc/self/status"
        try runProgram("/bin/sh", ["-c", ": >\(file); chmod 666 \(file)"])
        let command = Script.Command(arguments: ["/bin/sh", "-c", "(\(text)) >\(file)"], account: account)
        #expect(try waitForEnd(of: Script(command)) == .exited(0))
        let output = String(decoding: try File.read(file, limit: 4096), as: UTF8.self)
        #expect(output == "65534\n65533\n65533 4\nCapEff:\t0000000000000000\n")
    }
}
