/// What OpenSSH's client would do for a host, as `ssh -G` prints it (ssh_config(5)).
struct OpenSSHConfiguration: Hashable, Sendable {
    var hostName: String
    var port: Int
    var user: String
    var identityFiles: [String] = []
    var identitiesOnly = false
    /// The agent's socket: a path, `SSH_AUTH_SOCK`, `$VARIABLE`, or `none`; nil leaves it to the environment.
    var identityAgent: String?
    var userKnownHostsFiles: [String] = []
    var globalKnownHostsFiles: [String] = []
    var proxyJump: String?
    var proxyCommand: String?
    var hostKeyAlias: String?

    /// - Returns: nil when the text lacks what `ssh -G` always prints.
    init?(parsing text: String) {
        var values: [String: [String]] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { continue }
            values[words[0].lowercased(), default: []].append(String(words[1]))
        }
        func single(_ key: String) -> String? { values[key]?.first.flatMap { $0 == "none" ? nil : $0 } }
        func paths(_ key: String) -> [String] { single(key).map(Self.words) ?? [] }

        guard let hostName = single("hostname"), let user = single("user"),
            let port = single("port").flatMap({ Int($0) })
        else { return nil }
        (self.hostName, self.user, self.port) = (hostName, user, port)
        identityFiles = (values["identityfile"] ?? []).filter { $0 != "none" }
        identitiesOnly = single("identitiesonly") == "yes"
        identityAgent = values["identityagent"]?.first
        userKnownHostsFiles = paths("userknownhostsfile")
        globalKnownHostsFiles = paths("globalknownhostsfile")
        proxyJump = single("proxyjump")
        proxyCommand = single("proxycommand")
        hostKeyAlias = single("hostkeyalias")
    }

    /// Words apart by spaces; double quotes hold a word together.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in text {
            switch character {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
