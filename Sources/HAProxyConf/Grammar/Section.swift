/// The sections that clusterd reads (configuration.txt §2.1).
enum Section: String, CaseIterable {
    case global
    case defaults
    case frontend
    case backend
    case listen

    /// HAProxy's other sections, refused as a whole.
    static let refused = [
        RefusedKeywords("peers", "stick tables are not kept, so that there is nothing to tell peers"),
        RefusedKeywords("resolvers", "names are resolved once, by the system, at the start"),
        RefusedKeywords("userlist", "only the statistics ask for a login: use 'stats auth'"),
        RefusedKeywords("mailers", "no mail is sent"),
        RefusedKeywords("cache", "put a cache behind the balancer"),
        RefusedKeywords("ring", "log to a syslog address"),
        RefusedKeywords("log-forward", "logs are not forwarded: let the syslog daemon do it"),
        RefusedKeywords("http-errors", "use 'errorfile'"),
        RefusedKeywords("fcgi-app", "FastCGI is not spoken"),
        RefusedKeywords("program", "programs are started by the service manager"),
        RefusedKeywords("namespace_list", "run clusterd in the namespace: NetworkNamespacePath= in its unit"),
    ]

    static func isName(_ keyword: String) -> Bool {
        names.contains(keyword)
    }

    private static let names = Set(allNames)

    static var allNames: [String] { allCases.map { $0.rawValue } + refused.flatMap { $0.names } }

    var hasFrontend: Bool { self == .frontend || self == .listen }
    var hasBackend: Bool { self == .backend || self == .listen }
    var isProxy: Bool { hasFrontend || hasBackend }
}

/// The first byte that may not stand in the name of a section or server: letters, digits and `_.:-` may.
func forbiddenByte(in name: [UInt8]) -> UInt8? {
    name.first { byte in
        !byte.isLetter && !byte.isDigit && byte != UInt8(ascii: "_") && byte != UInt8(ascii: ".")
            && byte != UInt8(ascii: ":") && byte != UInt8(ascii: "-")
    }
}
