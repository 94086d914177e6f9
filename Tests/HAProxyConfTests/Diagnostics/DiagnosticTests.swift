import Testing

@testable import HAProxyConf

struct DiagnosticTests {
    @Test("all errors of a file are told at once, in the order of its lines")
    func allAtOnce() {
        let told = errors(
            """
            frontend www
             bind 10.0.0.10
             use_backend app
             default_backend web
            backend webs
             mode htp
             server a 10.0.0.1:80 wieght 3
            frontend www

            """)
        #expect(
            told == [
                "h.cfg:2: '10.0.0.10' has no port: ADDRESS:PORT is expected, as 10.0.0.10:80, :80 or [::]:80",
                "h.cfg:3: there is no backend 'app'",
                "h.cfg:4: there is no backend 'web': did you mean 'webs'?",
                "h.cfg:6: 'mode' wants 'tcp' or 'http', not 'htp': did you mean 'http'?",
                "h.cfg:7: unknown keyword 'wieght' after 'server': did you mean 'weight'?",
                "h.cfg:8: the name 'www' is already taken at h.cfg:1",
            ])
    }

    @Test("warnings are kept apart, and do not refuse")
    func warningsApart() throws {
        let configuration = try load("frontend f\n bind :80\n balance roundrobin\n")
        #expect(
            configuration.warnings.map(\.description) == [
                "h.cfg:1: warning: frontend 'f' has no 'timeout client': whoever is silent stays for ever",
                "h.cfg:3: warning: 'balance' has no effect: a frontend has no servers",
            ])
    }

    @Test("of many errors fifty are told, and how many there are")
    func bounded() {
        let text = outcome(Array("global\n".utf8) + Array(String(repeating: " maxcon 1\n", count: 900).utf8))
        #expect(text.hasSuffix("\nand 850 more errors"))
        #expect(text.split(separator: "\n").count == 51)
    }

    @Test("an error shows nothing that moves a terminal's cursor")
    func printable() {
        let told = errors("global\n \u{1B}[2J\u{202E}x 1\n")
        #expect(told == ["h.cfg:2: unknown keyword '\\u{1b}[2J\\u{202e}x' in global"])
    }

    @Test("a long word is cut off")
    func long() { #expect(errors("global\n \(String(repeating: "y", count: 5000)) 1\n")[0].count < 150) }

    @Test(
        "the nearest keyword is told, when it is near",
        arguments: [
            ("bnd", "bind"), ("ibnd", "bind"), ("binds", "bind"), ("bund", "bind"), ("modes", "mode"), ("xyz", nil),
            ("", nil), ("b", nil), ("bind", nil),
        ])
    func nearestKeyword(_ word: String, _ expected: String?) {
        #expect(nearest(to: word, among: ["", "bind", "mode", "option"]) == expected)
    }

    @Test("a file that cannot be read is an error of its first line")
    func unreadable() {
        #expect(throws: ConfigurationFailure.self) {
            try HAProxyConfiguration.load("no.cfg", from: memory([:]))
        }
        do throws(ConfigurationFailure) { _ = try HAProxyConfiguration.load("no.cfg", from: memory([:])) } catch {
            #expect(error.description == "no.cfg:1: cannot be read: No such file or directory")
        }
    }

    @Test("after a refused 'bind' its absence is not told as well")
    func noConsequences() {
        do throws(ConfigurationFailure) { _ = try load("frontend f\n bind x\n") } catch {
            #expect(error.errors.count == 1 && error.warnings == [])
        }
    }
}
