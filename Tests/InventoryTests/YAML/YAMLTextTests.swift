import Testing

@testable import Inventory

@Suite("bytes of an inventory")
struct YAMLTextTests {
    @Test(
        "are refused with a reason and a place",
        arguments: [
            ([0xFE, 0xFF, 0, 0x61], "test.yml: the file is UTF-16; save it as UTF-8"),
            ([0xFF, 0xFE, 0x61, 0], "test.yml: the file is UTF-16; save it as UTF-8"),
            (
                Array("a: é\nb".utf8) + [0xC3, 0x28],
                "test.yml:2:2: not UTF-8 text; is this an inventory, saved as UTF-8?"
            ),
            ([0xC3], "test.yml:1:1: not UTF-8 text; is this an inventory, saved as UTF-8?"),
            (
                Array("a: \u{FFFD}é".utf8) + [0x80],
                "test.yml:1:6: not UTF-8 text; is this an inventory, saved as UTF-8?"
            ),
            (
                Array("a: 1\n\0b".utf8),
                "test.yml:2:1: the control character U+0000 is not text; is this an inventory?"
            ),
            (
                Array("a: \u{1B}[2J".utf8),
                "test.yml:1:4: the control character U+001B is not text; is this an inventory?"
            ),
            (
                Array("a: \u{FEFF}b".utf8),
                "test.yml:1:4: the control character U+FEFF is not text; is this an inventory?"
            ),
            (
                Array("\u{7F}ELF".utf8),
                "test.yml:1:1: the control character U+007F is not text; is this an inventory?"
            ),
        ] as [([UInt8], String)])
    func refused(bytes: [UInt8], message: String) {
        #expect(problems(bytes) == [message])
    }

    @Test("may begin with a byte order mark, which takes no column")
    func byteOrderMark() throws {
        #expect(problems([0xEF, 0xBB, 0xBF] + Array(leastHosts.utf8)) == [])
        #expect(
            problems([0xEF, 0xBB, 0xBF] + Array("version: 2\n\(leastHosts.dropFirst(11))".utf8)).first?.hasPrefix(
                "test.yml:1:10: ") == true)
    }

    @Test("may end lines as Windows does")
    func carriageReturns() {
        #expect(problems(leastHosts.replacing("\n", with: "\r\n")) == [])
    }

    @Test("of 10 MB are refused by size")
    func size() {
        let bytes = Array(repeating: UInt8(ascii: "#"), count: 10_000_000)
        #expect(problems(bytes) == ["test.yml: 10000000 bytes are too many for an inventory; at most 1 MiB is read"])
    }

    @Test("of 1 MiB are read")
    func limit() {
        let comment = String(repeating: "#", count: (1 << 20) - leastHosts.utf8.count)
        #expect(problems(leastHosts + comment) == [])
    }

    @Test("that indent with tabs are refused line by line")
    func tabs() {
        #expect(
            problems("a:\n\tb: 1\n  \tc: 1\n") == [
                "test.yml:2:1: a tab indents this line; use spaces",
                "test.yml:3:3: a tab indents this line; use spaces",
            ])
    }

    @Test("may have tabs before a comment")
    func tabsWithin() {
        #expect(problems(leastHosts + "name: a\t# the name\n") == [])
    }
}
