import Testing

@testable import HTTP1

struct HeadEndFinderTests {
    /// Whether a finder that gets the bytes in pieces says that the head is complete, and after how many bytes.
    private static func end(of bytes: [UInt8], piece: Int) -> Int? {
        var finder = HeadEndFinder()
        for count in stride(from: piece, through: bytes.count + piece - 1, by: piece) {
            let seen = min(count, bytes.count)
            let isComplete = finder.isComplete(in: bytes.span.extracting(first: seen))
            if isComplete { return seen }
        }
        return nil
    }

    @Test("an end is found at its last byte", arguments: Heads.good)
    func found(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(Self.end(of: bytes, piece: 1) == bytes.count)
    }

    @Test("an end is found in pieces of any size", arguments: 1...20)
    func pieces(_ piece: Int) {
        for text in Heads.good {
            let bytes = Array(text.utf8)
            let expected = min((bytes.count + piece - 1) / piece * piece, bytes.count)
            #expect(Self.end(of: bytes, piece: piece) == expected)
        }
    }

    @Test(
        "a bare line feed ends the search, since the parser refuses it",
        arguments: ["\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\n\n", "GET / HTTP/1.1\r\nHost: a\n", "\r\n\n"])
    func bareLineFeed(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(Self.end(of: bytes, piece: 1) == bytes.count)
        #expect(Sample(request: text).result.reason != nil)
    }

    @Test("an empty line before a request is no end (RFC 9112 §2.2)")
    func emptyLine() {
        #expect(Self.end(of: Array("\r\nGET / HTTP/1.1\r\n".utf8), piece: 1) == nil)
    }
}
