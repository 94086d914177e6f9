import Testing

@testable import HAProxyConf

struct StatementReaderTests {
    @Test(
        "what is wrong with a line or the file is told with the line",
        arguments: [
            ("global\n daemon", "h.cfg:2: the last line has no line feed: the file may be cut off"),
            ("global\n description a\0b\n", "h.cfg:2: the line contains a zero byte: is this a text file?"),
            ("global\n description \"x\n", "h.cfg:2: a quote is not closed"),
            ("global\n description a \"\" b\n", "h.cfg:2: word 3 is empty, and HAProxy would read no further"),
            ("global\n user \"$NOBODY\"\n", "h.cfg:2: 'user' wants a user"),
            ("global\n no daemon\n", "h.cfg:2: 'no' may stand before 'option' and 'log' only"),
            ("defaults\n default log x\n", "h.cfg:2: 'default' may stand before 'option' only"),
            ("daemon\n", "h.cfg:1: unknown keyword 'daemon' outside of a section"),
            (".if 1\n.endif\n", "h.cfg:1: conditional configuration ('.if') is not supported by clusterd"),
            ("peers p\n peer a 1.2.3.4:1\n", "h.cfg:1: 'peers' (a section) is not supported by clusterd"),
            ("resolvers r\n", "h.cfg:1: 'resolvers' (a section) is not supported by clusterd"),
        ])
    func faults(_ text: String, _ expected: String) {
        #expect(errors(text).contains { $0.hasPrefix(expected) }, "\(errors(text))")
    }

    @Test("a refused section is one error, whatever is in it")
    func refusedSection() { #expect(errors("cache c\n total-max-size 4\n max-age 60\n").count == 1) }

    @Test("more than 64 words are an error, as in HAProxy")
    func manyWords() {
        let words = (1...70).map(String.init).joined(separator: " ")
        #expect(Place.frontend.errors("acl a path \(words)") == ["h.cfg:8: the line has 73 words; at most 64 are read"])
        #expect(Place.frontend.errors("acl a path \((1...61).map(String.init).joined(separator: " "))") == [])
    }

    @Test("carriage returns end a line")
    func carriageReturns() throws {
        #expect(try load("global\r\n stats socket /run/s\r\n node n1\r\n").global.node == "n1")
    }

    @Test("variables come from the environment that is handed in, .SECTION from the section's name")
    func variables() throws {
        let text = """
            global
             description "${.SECTION} $WHO ${.LINE}"
            listen www
             bind "${ADDRESS-127.0.0.1}:20080"
             description "${.SECTION}"
            """ + "\n"
        let configuration = try load(text, environment: ["WHO": "me"])
        #expect(configuration.global.description == "global me 2")
        #expect(configuration.frontends[0].description == "www")
        #expect(configuration.frontends[0].binds[0].port == 20080)
    }

    @Test(
        "times (configuration.txt §2.5)",
        arguments: [
            ("5000", 5000), ("1us", 1), ("1500us", 2), ("0", 0), ("10ms", 10), ("5s", 5000), ("2m", 120_000),
            ("1h", 3_600_000), ("24d", 2_073_600_000), ("2147483647", 2_147_483_647), ("2147483648", nil), ("25d", nil),
            ("", nil), ("s", nil), ("5 s", nil), ("5S", nil), ("5sec", nil), ("-1", nil), ("+1", nil), ("1.5s", nil),
            ("9999999999999999999", nil), ("999999999999999999d", nil),
        ])
    func times(_ text: String, _ milliseconds: Int?) {
        #expect(duration(Array(text.utf8)) == milliseconds.map { .milliseconds($0) })
    }

    @Test("a time is printed in its largest whole unit")
    func timeTexts() {
        let times: [(Duration, String)] = [
            (.milliseconds(1500), "1500ms"), (.seconds(50), "50s"), (.seconds(120), "2m"), (.seconds(7200), "2h"),
            (.seconds(86_400), "1d"), (.zero, "0s"), (.seconds(90), "90s"),
        ]
        for (time, text) in times { #expect(timeText(time) == text) }
    }
}
