import Testing

@testable import KeepalivedConf

/// A password is told by nothing that prints.
struct SecretTests {
    static func withPassword(_ line: String, after: String = "") -> String {
        instance("authentication {\nauth_type PASS\nauth_pass \(line)\n}\(after)")
    }

    @Test("the summary and every way of printing the model hide it")
    func hidden() throws {
        let configuration = try load(Self.withPassword("s3cr3t"))
        #expect(configuration.instances[0].password?.bytes == Array("s3cr3t".utf8) + [0, 0])
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in [configuration.summary, "\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("s3cr3t"))
        }
        #expect(configuration.summary.contains("with a password"))
    }

    @Test(
        "no error shows it, nor a part of it",
        arguments: [
            "s3cr3ts3cr3t", "s3cr3t s3cr3t", "\"s3cr3t", "s3cr3t\"", "s3{cr3t", "s3}cr3t", "{ s3cr3t }", "s3cr3t \\",
            "s3cr3t { x }", "s3cr3t\u{1}",
        ])
    func errorsHideIt(_ line: String) {
        for text in [Self.withPassword(line), "auth_pass \(line)\n", instance("auth_pass \(line)")] {
            let told = errors(text)
            #expect(told != [])
            #expect(!told.contains { $0.contains("cr3t") || $0.contains("s3") }, "\(told)")
        }
    }

    @Test("a password that braces surround on its line is read")
    func braces() throws {
        let text = instance("authentication { auth_type PASS\nauth_pass s3cr3t }")
        #expect(try load(text).instances[0].password?.bytes.prefix(6) == Array("s3cr3t".utf8)[...])
    }
}
