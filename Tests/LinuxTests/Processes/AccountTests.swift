import Testing

@testable import Linux

@Suite("an account (passwd(5), group(5))")
struct AccountTests {
    static let passwd = """
        root:x:0:0:root:/root:/bin/bash
        keepalived_script:x:110:65534::/nonexistent:/usr/sbin/nologin
        broken:x
        strange:x:-1:abc::/:
        """
    static let groups = """
        root:x:0:
        adm:x:4:syslog,keepalived_script
        web:x:33:keepalived_script
        nogroup:x:65534:
        broken
        """

    private func find(_ user: String, _ group: String? = nil) -> Account? {
        Account(user: user, group: group, passwd: Self.passwd, groups: Self.groups)
    }

    @Test("has the user's own group and all it is a member of", arguments: ["keepalived_script", "110"])
    func groups(user: String) {
        #expect(find(user) == Account(user: 110, group: 65_534, groups: [65_534, 4, 33]))
    }

    @Test("takes another group, by name or number", arguments: [("web", 33), ("4711", 4711)] as [(String, UInt32)])
    func otherGroup(group: String, number: UInt32) throws {
        let account = try #require(find("keepalived_script", group))
        #expect(account.group == number && account.groups.first == number && account.groups.contains(4))
    }

    @Test("of a number that nobody has needs a group")
    func number() {
        #expect(find("4711", "4712") == Account(user: 4711, group: 4712))
        #expect(find("4711") == nil)
    }

    @Test("that is not there, or makes no sense, is none", arguments: ["nobody", "broken", "strange", "", "-1"])
    func missing(user: String) {
        #expect(find(user) == nil)
    }

    @Test("with a group that is not there is none")
    func missingGroup() {
        #expect(find("root", "wheel") == nil)
    }

    @Test("of this host's root is found")
    func root() throws {
        #expect(try Account.find(user: "root")?.user == 0)
    }
}
