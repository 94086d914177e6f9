import Glibc
import Testing

@testable import VRRPService

@Suite("script security")
struct ScriptAccountsTests {
    @Test("allows what only root can change")
    func allowed() {
        #expect(ScriptAccounts.objection(to: "/usr/bin/env") == nil)
    }

    @Test("objects to what is not there")
    func missing() {
        #expect(ScriptAccounts.objection(to: "/usr/bin/no-such-program") == "/usr/bin/no-such-program is not there")
    }

    @Test("objects to what others may write, and allows a sticky folder on the way as it is")
    func writable() {
        #expect(ScriptAccounts.objection(to: "/dev/null") == "others than root may write /dev/null")
    }

    @Test(
        "objects to a link whose target lies in a folder that others may write",
        .enabled(if: getuid() == 0, "only root can give a folder to somebody else"))
    func link() throws {
        let folder = "/run/script-accounts-\(getpid())"
        let (others, program, link) = ("\(folder)/others", "\(folder)/others/check", "\(folder)/link")
        defer {
            unsafe unlink(link)
            unsafe unlink(program)
            unsafe rmdir(others)
            unsafe rmdir(folder)
        }
        try #require(unsafe mkdir(folder, 0o755) == 0 && mkdir(others, 0o755) == 0)
        try #require(unsafe close(creat(program, 0o755)) == 0 && symlink(program, link) == 0)
        #expect(ScriptAccounts.objection(to: link) == nil)
        try #require(unsafe chown(others, 65534, 65534) == 0)
        #expect(ScriptAccounts.objection(to: link) == "\(others) does not belong to root")
    }
}
