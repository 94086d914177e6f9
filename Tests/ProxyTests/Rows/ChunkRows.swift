/// RFC 9112 §7.1: chunked transfer coding, of requests.
enum ChunkRows {
    private static let head: Bytes = "POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||"

    private static func passes(
        _ name: String, _ source: String, _ chunks: Bytes, as passed: Bytes? = nil, haproxy: Difference? = nil
    ) -> Row {
        .passes(name, source, head + chunks, server: [head + (passed ?? chunks)], haproxy: haproxy)
    }

    private static func refused(_ name: String, _ source: String, _ chunks: Bytes, haproxy: Difference? = nil) -> Row {
        Row(
            name: name, source: source, client: [.send(head + chunks)], expects: .refusedMidway("400"),
            haproxy: haproxy)
    }

    private static let lineFeed = "§2.2 allows a reader of lines to take LF alone, §7.1 no reader of chunks"
    private static let merged =
        "a server that merges trailers into the head reads another request; HAProxy passes them on"

    static let rows = [
        passes("chunks", "RFC 9112 §7.1", "5|hello|6| world|0||"),
        passes("no chunk but the last", "RFC 9112 §7.1", "0||"),
        passes("a size in upper and in lower case", "RFC 9112 §7.1", "A|0123456789|a|0123456789|0||"),
        passes("leading zeros in a size", "RFC 9112 §7.1", "0005|hello|000||", as: "5|hello|0||"),
        passes("an extension is taken away", "RFC 9112 §7.1.1", "5;a=b|hello|0||", as: "5|hello|0||"),
        passes("an extension with a quoted value", "RFC 9112 §7.1.1", "5;a=\"b;c\"|hello|0||", as: "5|hello|0||"),
        passes("chunks that hold line ends", "RFC 9112 §7.1", "4||||5|0|||0||"),
        passes("trailers", "RFC 9112 §7.1.2", "5|hello|0|A: b|C: d||"),
        refused("a size that is no number", "RFC 9112 §7.1", "x|hello|0||"),
        refused("no size", "RFC 9112 §7.1", "|hello|0||"),
        refused("a size with a prefix", "RFC 9112 §7.1", "0x5|hello|0||"),
        refused("a negative size", "RFC 9112 §7.1", "-5|hello|0||"),
        refused("a signed size", "RFC 9112 §7.1", "+5|hello|0||"),
        refused("a space before a size", "RFC 9112 §7.1", " 5|hello|0||"),
        refused(
            "a space after a size", "RFC 9112 §7.1.1", "5 |hello|0||",
            haproxy: .passes("no grammar has it; HAProxy skips it", as: head + "5|hello|0||")),
        refused("a size beyond 64 bits", "RFC 9112 §7.1", "10000000000000005|hello|0||"),
        refused("a size beyond 63 bits", "RFC 9112 §7.1", "8000000000000005|hello|0||"),
        refused("a chunk longer than its size", "RFC 9112 §7.1", "4|hello|0||"),
        refused(
            "a chunk shorter than its size", "RFC 9112 §7.1", "6|hello|0||",
            haproxy: .passes(lineFeed, as: head + "6|hello\r|0||")),
        refused(
            "a lone LF after a size", "RFC 9112 §7.1", "5\nhello|0||",
            haproxy: .passes(lineFeed, as: head + "5|hello|0||")),
        refused(
            "a lone LF after a chunk", "RFC 9112 §7.1", "5|hello\n0||",
            haproxy: .passes(lineFeed, as: head + "5|hello|0||")),
        refused("a lone CR after a size", "RFC 9112 §7.1", "5\rhello|0||"),
        refused("a lone CR in an extension", "RFC 9112 §7.1.1", "5;a\rb|hello|0||"),
        refused("a lone LF in an extension", "RFC 9112 §7.1.1", "5;a\nb|hello|0||"),
        refused(
            "a trailer that sets a length", "RFC 9110 §6.5.1", "5|hello|0|Content-Length: 5||",
            haproxy: .passes(merged, as: head + "5|hello|0|Content-Length: 5||")),
        refused(
            "a trailer that sets Host", "RFC 9110 §6.5.1", "5|hello|0|Host: other||",
            haproxy: .passes(merged, as: head + "5|hello|0|Host: other||")),
        refused(
            "a trailer with a space before its colon", "RFC 9112 §5.1", "5|hello|0|A : b||",
            haproxy: Difference(
                "§5.1 is for trailers too; HAProxy passes it on or refuses it, as chance has it",
                Outcome(server: [head + "5|hello|0|A : b||"], client: [.ok]), .refusedMidway("400"))),
        refused(
            "a folded trailer", "RFC 9112 §5.2", "5|hello|0|A: b| c||",
            haproxy: .passes(
                "§5.2: refuse it, or put spaces in its place, which HAProxy does", as: head + "5|hello|0|A: b   c||")),
        refused("a trailer without a colon", "RFC 9112 §5", "5|hello|0|A||"),
        .passes(
            "the coding's name in any case", "RFC 9112 §7",
            "POST / HTTP/1.1|Host: h|Transfer-Encoding: CHUNKED||1|a|0||"
        ),
    ]
}
