import Balancing
import Testing

/// Each row was played to HAProxy 2.6, with servers `cookie A`, `cookie Bee`, one without, and `cookie Bee` again; the
/// moment is 1795537864, which is `awW7y` in a cookie.
@Suite("cookie (configuration.txt §4.2)")
struct CookieTests {
    static let now: Int64 = 1_795_537_864

    struct Row: CustomTestStringConvertible, Sendable {
        let settings: String
        /// The cookie's value in the request; nil for none.
        let value: String?
        /// The server that answers; by default the one the cookie names.
        var server: Int?
        /// The server's own `Set-Cookie` value, if it sends one.
        var own: String?
        var isPost = false
        /// The log's flags.
        let log: String
        /// `Set-Cookie` as the client gets it.
        let set: String?

        var testDescription: String { "cookie S \(settings): \(value ?? "none")" }
    }

    static func cookie(_ settings: String) -> PersistenceCookie {
        var cookie = PersistenceCookie(name: Array("S".utf8))
        for word in settings.split(separator: " ") {
            let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
            switch parts[0] {
            case "insert": cookie.mode = .insert
            case "rewrite": cookie.mode = .rewrite
            case "prefix": cookie.mode = .prefix
            case "indirect": cookie.isIndirect = true
            case "postonly": cookie.isPostOnly = true
            case "preserve": cookie.preservesServerCookie = true
            case "httponly": cookie.isHTTPOnly = true
            case "secure": cookie.isSecure = true
            case "maxidle": cookie.maximumIdleSeconds = Int64(parts[1])
            case "maxlife": cookie.maximumLifeSeconds = Int64(parts[1])
            case "domain": cookie.domains.append(Array(parts[1].utf8))
            case "attr": cookie.attributes.append(Array(parts[1].utf8))
            default: Issue.record("no such setting: \(word)")
            }
        }
        return cookie
    }

    static func table(_ settings: String, persists: Bool = false) -> PersistenceTable {
        let values = ["A", "Bee", nil, "Bee"].map { $0.map { Array($0.utf8) } }
        return PersistenceTable(cookie(settings), values: values, persistsToDownServers: persists)
    }

    static func read(_ table: PersistenceTable, _ value: String?, isAssigned: Bool = false) -> CookieReading {
        guard let value else { return CookieReading() }
        let bytes = Array(value.utf8)
        return table.read(bytes.span, now: now, isAssigned: isAssigned)
    }

    static func text(_ table: PersistenceTable, _ reading: CookieReading, server: Int) -> String {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: table.maximumLength) { buffer, count in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            let isWritten = table.write(server: server, firstSeen: reading.firstSeen, now: now, to: &output)
            #expect(isWritten)
            count = unsafe output.finalize(for: buffer)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let removed = "S=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/"
    private static let all = "insert indirect httponly secure domain:x.y domain:z attr:SameSite=Lax attr:Q=1"
    private static let attributes = "; domain=x.y; domain=z; HttpOnly; Secure; SameSite=Lax; Q=1"
    private static let dated = "insert indirect maxidle:3600 maxlife:28800"

    @Test(
        "what a response gets",
        arguments: [
            Row(settings: all, value: nil, server: 0, log: "NI", set: "S=A; path=/\(attributes)"),
            Row(settings: all, value: "A", log: "VN", set: nil), Row(settings: all, value: "Bee", log: "VN", set: nil),
            Row(settings: all, value: "Zed", server: 1, log: "II", set: "S=Bee; path=/\(attributes)"),
            Row(settings: all, value: "", server: 2, log: "II", set: "\(removed)\(attributes)"),
            Row(settings: all, value: "A|AAAAA", log: "VN", set: nil),
            Row(settings: all, value: "A~x", server: 3, log: "II", set: "S=Bee; path=/\(attributes)"),
            Row(settings: all, value: "a", server: 0, log: "II", set: "S=A; path=/\(attributes)"),
            Row(settings: "insert", value: "A", own: "own", log: "VD", set: nil),
            Row(settings: "insert", value: nil, server: 0, own: "own", log: "NI", set: "S=A; path=/"),
            Row(settings: "insert preserve", value: "A", own: "own", log: "VP", set: "own"),
            Row(settings: "insert preserve", value: nil, server: 0, own: "own", log: "NP", set: "own"),
            Row(settings: "insert indirect postonly", value: nil, server: 0, log: "NN", set: nil),
            Row(
                settings: "insert indirect postonly", value: nil, server: 1, isPost: true, log: "NI",
                set: "S=Bee; path=/"),
            Row(settings: dated, value: nil, server: 0, log: "NI", set: "S=A|awW7y|awW7y; path=/"),
            Row(settings: dated, value: "A", log: "VU", set: "S=A|awW7y|awW7y; path=/"),
            Row(settings: dated, value: "A|awW7y|awWtu", log: "VN", set: nil),
            Row(settings: dated, value: "A|awW7v|awWtu", log: "VU", set: "S=A|awW7y|awWtu; path=/"),
            Row(settings: dated, value: "A|awWsK|awWsK", server: 1, log: "EI", set: "S=Bee|awW7y|awW7y; path=/"),
            Row(settings: dated, value: "A|awW7v|awVGm", server: 2, log: "OI", set: removed),
            Row(settings: dated, value: "A|awb0S|awb0S", log: "VN", set: nil),
            Row(settings: dated, value: "A|awcbW|awW7y", server: 3, log: "EI", set: "S=Bee|awW7y|awW7y; path=/"),
            Row(settings: dated, value: "A|awW7v", log: "VU", set: "S=A|awW7y|awW7y; path=/"),
            Row(settings: dated, value: "A|zz|zz", log: "VU", set: "S=A|awW7y|awW7y; path=/"),
            Row(settings: dated, value: "A|?????|?????", log: "VU", set: "S=A|awW7y|awW7y; path=/"),
            Row(settings: "insert indirect maxidle:3600", value: "A|awW8B", log: "VN", set: nil),
            Row(settings: "insert indirect maxidle:3600", value: "A|awW7y|awW7y", log: "VU", set: "S=A|awW7y; path=/"),
            Row(
                settings: "insert indirect maxidle:3600", value: "A|awWoQ", server: 0, log: "EI",
                set: "S=A|awW7y; path=/"),
            Row(settings: "insert indirect", value: "A|awW8B", log: "VN", set: nil),
            Row(settings: "insert indirect", value: "A|awW7w", log: "VU", set: "S=A; path=/"),
            Row(settings: "insert indirect", value: "A|awW8B|awW7y", log: "VU", set: "S=A; path=/"),
            Row(settings: "rewrite", value: nil, server: 0, own: "own", log: "NR", set: "A"),
            Row(settings: "rewrite", value: "Bee", own: "own", log: "VR", set: "Bee"),
            Row(settings: "prefix", value: nil, server: 0, own: "own", log: "NR", set: "A~own"),
            Row(settings: "prefix", value: "Bee~own", own: "own", log: "VR", set: "Bee~own"),
            Row(settings: "prefix", value: "A", own: "own", log: "VR", set: "A~own"),
            Row(settings: "prefix", value: "Zed~own", server: 1, own: "own", log: "IR", set: "Bee~own"),
            Row(settings: "prefix", value: "own", server: 2, own: "own", log: "IP", set: "own"),
            Row(settings: "prefix indirect", value: "A~own", own: "own", log: "VD", set: nil),
            Row(settings: "prefix indirect", value: "own", server: 0, own: "own", log: "IR", set: "A~own"),
            // Here HAProxy logs no letters.
            Row(settings: "", value: "A", own: "own", log: "VP", set: "own"),
        ])
    func response(row: Row) {
        let table = Self.table(row.settings)
        let reading = Self.read(table, row.value)
        let isDirect = reading.server >= 0
        let server = isDirect ? Int(reading.server) : row.server ?? 0
        let sent = row.own.map { _ in table.serverCookie(server: server, isDirect: isDirect) }
        let exchange = PersistenceTable.Exchange(
            reading, server: server, isDirect: isDirect, isPost: row.isPost, serverSetsCookie: row.own != nil)
        let isSet = table.setsCookie(exchange, now: Self.now)
        let letter = table.logLetter(sent: sent, isSet: isSet, server: server, isDirect: isDirect)
        #expect(String(decoding: [reading.state.letter, letter], as: UTF8.self) == row.log)
        let name = ["A", "Bee", "", "Bee"][server]
        switch (isSet, sent) {
        case (true, _): #expect(Self.text(table, reading, server: server) == row.set)
        case (false, .keep): #expect(row.own == row.set)
        case (false, .rewrite): #expect(name == row.set)
        case (false, .prefix): #expect("\(name)~\(row.own!)" == row.set)
        case (false, .remove), (false, nil): #expect(row.set == nil)
        }
    }

    @Test(
        "servers that are down",
        arguments: [
            ("A", false, CookieReading.State.down, -1), ("Bee", false, .valid, 3), ("A", true, .down, 0),
            ("Bee", true, .down, 1), ("Zed", true, .invalid, -1),
        ] as [(String, Bool, CookieReading.State, Int32)])
    func down(value: String, persists: Bool, state: CookieReading.State, server: Int32) {
        var table = Self.table("insert", persists: persists)
        table.setUp(false, of: 0)
        table.setUp(false, of: 1)
        let reading = Self.read(table, value)
        #expect(reading.state == state)
        #expect(reading.server == server)
    }

    @Test("a server chosen already is not changed by a cookie (use-server)")
    func assigned() {
        let reading = Self.read(Self.table("insert"), "A", isAssigned: true)
        #expect(reading.state == .unused)
        #expect(reading.server == -1)
    }

    @Test(
        "prefix: what the server must not see",
        arguments: [("A~own", 2), ("Zed~own", 4), ("own", 0), ("~own", 1), ("", 0)])
    func prefix(value: String, length: Int) {
        #expect(Self.read(Self.table("prefix"), value).prefixLength == length)
        #expect(Self.read(Self.table("insert"), value).prefixLength == 0)
    }

    @Test("only insert with indirect hides the cookie from the server")
    func hidden() {
        #expect(Self.table("insert indirect").hidesCookieFromServer)
        #expect(!Self.table("insert").hidesCookieFromServer)
        #expect(!Self.table("prefix indirect").hidesCookieFromServer)
    }

    @Test("too little room: nothing is written", arguments: 0..<24)
    func noRoom(capacity: Int) {
        let table = Self.table("insert maxidle:1 maxlife:1")
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
            let isWritten = table.write(server: 0, firstSeen: nil, now: Self.now, to: &output)
            #expect(isWritten == (capacity >= 23))
            count = unsafe output.finalize(for: buffer)
        }
        #expect(bytes.count == (capacity >= 23 ? 23 : 0))
    }

    @Test("no cookie value breaks it", arguments: 0..<300)
    func hostile(seed: Int) {
        var random = RandomSource(seed: UInt64(seed))
        let alphabet = Array("|~AB/+ez\u{0}=;é".utf8)
        let value = (0..<Int(random.next() % 24)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
        for settings in [Self.dated, "prefix", "insert", "rewrite"] {
            let table = Self.table(settings)
            for now in [Self.now, .max, .min, 0] {
                let reading = table.read(value.span, now: now)
                #expect(reading.prefixLength <= value.count)
                #expect((reading.server >= 0) == (reading.state == .valid))
                _ = table.setsCookie(.init(reading, server: 0, isDirect: true), now: now)
            }
        }
    }
}
