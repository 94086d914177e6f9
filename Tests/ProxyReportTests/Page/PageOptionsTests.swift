import Testing

@testable import ProxyReport

@Suite("What stands behind the statistics' URI (management.txt §9)")
struct PageOptionsTests {
    @Test(
        "forms of the report",
        arguments: [
            ("", .page), (";csv", .csv), (";typed", .typed), (";json", .json), (";up;norefresh;csv", .csv),
            (";json;csv", .json), (";CSV", .page), ("csv", .page),
        ] as [(String, PageOptions.Content)])
    func contents(suffix: String, expected: PageOptions.Content) {
        #expect(PageOptions(suffix: suffix).content == expected)
    }

    @Test("switches, in any order")
    func switches() {
        let options = PageOptions(suffix: ";norefresh;no-maint;up;st=PART?scope=web")
        #expect(options.hidesDown && options.hidesMaintenance && options.stopsRefresh)
        #expect(options.outcome == .partial)
        #expect(options.scope == "web")
        var settings = PageSettings()
        settings.refreshSeconds = 10
        #expect(settings.refresh(options) == nil)
        #expect(settings.refresh(PageOptions()) == 10)
    }

    @Test(
        "a scope holds what names hold, and no more than 20 characters",
        arguments: [
            ("?scope=web", "web"), ("?scope=web;csv", "web"), ("?x=1&scope=a-b_c.d:9&y", "a-b_c.d:9"),
            ("?scope=", ""), ("?scope=<script>", ""), ("?scope=a%20b", ""), ("?scope=\"", ""),
            ("?scope=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa"),
        ])
    func scopes(suffix: String, expected: String) {
        #expect(PageOptions(suffix: suffix).scope == expected)
    }

    @Test("an outcome that is cut off is none", arguments: [";st=", ";st=DON"])
    func cutOutcome(suffix: String) {
        #expect(PageOptions(suffix: suffix).outcome == nil)
    }

    @Test("the redirect after an action keeps the options (RFC 9110 §15.4.4)")
    func location() {
        let options = PageOptions(suffix: ";up;norefresh;st=NONE?scope=po")
        let location = options.location(uri: "/haproxy?stats", after: .done)
        #expect(location == "/haproxy?stats;st=DONE;up;norefresh?scope=po")
        #expect(PageOptions().location(uri: "/haproxy?stats", after: .invalid) == "/haproxy?stats;st=ERRP")
    }
}

@Suite("The page's form")
struct AdminFormTests {
    private func parse(_ body: String) -> Result<AdminForm, AdminForm.Refusal> { AdminForm.parse(body.bytes.span) }

    @Test(
        "every action that HAProxy's form has",
        arguments: [
            ("ready", .ready), ("drain", .drain), ("maint", .maintenance), ("dhlth", .disableChecks),
            ("ehlth", .enableChecks), ("hrunn", .forceUp), ("hnolb", .forceStopping), ("hdown", .forceDown),
            ("shutdown", .shutdownSessions), ("disable", .disable), ("enable", .enable), ("stop", .stop),
            ("start", .start),
        ] as [(String, AdminAction)])
    func actions(word: String, expected: AdminAction) throws {
        let form = try parse("s=web1&s=web2&action=\(word)&b=%233").get()
        #expect(form == AdminForm(backend: "#3", action: expected, servers: ["web1", "web2"]))
    }

    @Test("parameters in any order; of several, the last counts; blanks and bytes are decoded")
    func order() throws {
        let form = try parse("b=x&action=ready&s=a+b%2Fc&action=maint&b=pool&other=1").get()
        #expect(form == AdminForm(backend: "pool", action: .maintenance, servers: ["a b/c"]))
    }

    @Test(
        "what makes no sense",
        arguments: [
            ("", .nothing), ("s=web1", .nothing), ("s=web1&b=pool", .nothing), ("action=ready&b=pool", .nothing),
            ("s=web1&action=ready", .nothing), ("s=web1&action=&b=pool", .invalid),
            ("s=web1&action=bogus&b=pool", .invalid), ("s=%zz&action=ready&b=pool", .invalid),
            ("s=%4&action=ready&b=pool", .invalid), ("&&&==&", .nothing),
        ] as [(String, AdminOutcome)])
    func refusals(body: String, expected: AdminOutcome) {
        #expect(throws: AdminForm.Refusal(expected)) { try parse(body).get() }
    }

    @Test("a form that is too long")
    func tooLong() {
        let body = String(repeating: "a", count: AdminForm.limit + 1)
        #expect(throws: AdminForm.Refusal(.tooLong)) { try parse(body).get() }
    }

    @Test("the outcome follows from how many servers were changed")
    func outcomes() {
        let outcomes = [(0, 0), (2, 0), (2, 1), (2, 2)].map { AdminOutcome(named: $0.0, changed: $0.1) }
        #expect(outcomes == [.nothing, .invalid, .partial, .done])
    }
}

@Suite("Who may see the page (RFC 7617)")
struct BasicAuthenticationTests {
    private let known = BasicAuthentication(credentials: ["admin:secret", "a:b:c", "né:ü"])

    private func allows(_ value: String) -> Bool { known.allows(value.bytes.span) }

    @Test(
        "user and password, in Base64 (RFC 4648 §10)",
        arguments: ["Basic YWRtaW46c2VjcmV0", "basic   YWRtaW46c2VjcmV0", "BASIC YTpiOmM=", "Basic bsOpOsO8"])
    func allowed(value: String) {
        #expect(allows(value))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "Basic", "Basic ", "Basic =", "Basic ====", "Basic YWRtaW46c2VjcmU=", "Basic YWRtaW46c2VjcmV0IQ==",
            "Basic YWRtaW46", "Bearer YWRtaW46c2VjcmV0", "Basic YWRtaW46c2VjcmV0=", "Basic YWRtaW46c2Vjcm\u{0}0",
            "Basic Y=WRtaW46c2VjcmV0", "BasicYWRtaW46c2VjcmV0", "Basic YTpiOm", "Basic YTpiOmM",
        ])
    func refused(value: String) {
        #expect(!allows(value))
    }

    @Test("without configured users, everybody may")
    func open() {
        let isAllowed = BasicAuthentication(credentials: []).allows("".bytes.span)
        #expect(isAllowed)
    }

    @Test("a realm cannot end its quotes or the line (RFC 9110 §11.6.1)")
    func challenge() {
        #expect(BasicAuthentication.challenge(realm: nil) == "Basic realm=\"HAProxy Statistics\"")
        #expect(BasicAuthentication.challenge(realm: "a\"b\\c\r\nd") == "Basic realm=\"a\\\"b\\\\cd\"")
    }
}
