import Inventory
import Testing

@testable import Deployment

struct RedactionTests {
    @Test("the inventory's secrets are hidden wherever they stand")
    func secrets() {
        let redaction = Redaction([Secret("s3cret"), Secret("s3cret-long")])
        #expect(redaction("a s3cret-long, s3cret.") == "a ********, ********.")
    }

    @Test(
        "an older password is hidden too, where haproxy.cfg and keepalived.conf keep one",
        arguments: [
            ("-        auth_pass old", "-        auth_pass ********"),
            ("-    stats auth ops:old", "-    stats auth ops:********"),
            ("    user a password $5$abc", "    user a password ********"),
        ])
    func older(line: String, hidden: String) {
        #expect(Redaction([])(line) == hidden)
    }

    @Test("an empty secret hides nothing")
    func empty() {
        #expect(Redaction([Secret("")])("abc") == "abc")
    }
}
