import Testing

@testable import SSH

@Suite("A wildcard")
struct WildcardTests {
    @Test(
        "matches as in ssh_config(5)",
        arguments: [
            ("web1", "web1", true), ("web1", "web2", false), ("web1", "*", true), ("", "*", true), ("", "", true),
            ("web1", "web?", true), ("web", "web?", false), ("web1.example.org", "*.example.org", true),
            ("example.org", "*.example.org", false), ("abcabd", "*ab?", true), ("abcabd", "*abc", false),
            ("[10.0.0.1]:2222", "[10.0.0.*]:2222", true), ("aaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*c", false),
        ])
    func matching(text: String, pattern: String, expected: Bool) {
        #expect(Wildcard.matches(text, pattern) == expected)
    }
}
