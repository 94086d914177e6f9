import Testing

@testable import HAProxyConf

/// A password is told by nothing that prints.
struct SecretTests {
    @Test("the summary and every way of printing the login hide it")
    func hidden() throws {
        let text = Place.frontend.configuration("stats auth admin:s3cr3t")
        let configuration = try load(text)
        let login = try #require(configuration.frontends[0].statistics?.logins.first)
        #expect(login.password.text == "s3cr3t")
        for text in [configuration.summary, "\(login)"] { #expect(!text.contains("s3cr3t")) }
    }

    @Test(
        "no error or warning shows it",
        arguments: ["s3cr3t", ":s3cr3t", "admin:s3cr3t s3cr3t", "a:s3cr3t\n stats auth s3cr3t"])
    func errorsHideIt(_ login: String) {
        let told = Place.frontend.errors("stats auth \(login)")
        #expect(told.count == 1 && !told[0].contains("s3cr3t"), "\(told)")
    }
}
