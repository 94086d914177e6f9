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
}
