/// How `-m METHOD` and the ends of names (`path_beg`) compare (configuration.txt §7.1).
enum MatchMethod: String, CaseIterable {
    case string = "str"
    case beginning = "beg"
    case end
    case substring = "sub"
    case directory = "dir"
    case domain = "dom"
    case pattern = "reg"
    case length = "len"
    case number = "int"
    case address = "ip"
    case truth = "bool"
    case found

    /// Those that HAProxy knows and clusterd does not.
    static let refused = [RefusedKeywords("bin", "compare text: -m str")]

    /// What of a text is compared; nil for what does not compare texts.
    var text: TextMatch? {
        switch self {
        case .string: .exact
        case .beginning: .beginning
        case .end: .end
        case .substring: .substring
        case .directory: .directory
        case .domain: .domain
        case .pattern, .length, .number, .address, .truth, .found: nil
        }
    }

    /// The values it can be used on.
    func accepts(_ value: FetchKeyword.Value) -> Bool {
        switch self {
        case .found: true
        case .number: value == .number
        case .address: value == .address
        case .truth: value == .truth || value == .number
        default: value == .text
        }
    }

    /// The names of fetches that may have `_beg` and its like after them.
    static let bases = ["hdr", "path", "shdr", "url"]
    static let suffixes: [MatchMethod] = [
        .beginning, .end, .substring, .directory, .domain, .pattern, .length,
    ]
}

/// ACLs that are there without being declared (configuration.txt §7.4), in the words of their declaration.
enum PredefinedACL {
    static let all: [(name: String, words: String)] = [
        ("FALSE", "always_false"),
        ("TRUE", "always_true"),
        ("HTTP", "req.proto_http"),
        ("HTTP_1.0", "req.ver 1.0"),
        ("HTTP_1.1", "req.ver 1.1"),
        ("HTTP_2.0", "req.ver 2.0"),
        ("HTTP_CONTENT", "req.hdr_val(content-length) gt 0"),
        ("HTTP_URL_ABS", "url_reg ^[^/:]*://"),
        ("HTTP_URL_SLASH", "url_beg /"),
        ("HTTP_URL_STAR", "url *"),
        ("LOCALHOST", "src 127.0.0.1/8 ::1"),
        ("METH_CONNECT", "method CONNECT"),
        ("METH_DELETE", "method DELETE"),
        ("METH_GET", "method GET HEAD"),
        ("METH_HEAD", "method HEAD"),
        ("METH_OPTIONS", "method OPTIONS"),
        ("METH_POST", "method POST"),
        ("METH_PUT", "method PUT"),
        ("METH_TRACE", "method TRACE"),
    ]

    static let refused = [
        RefusedKeywords("RDP_COOKIE REQ_CONTENT WAIT_END", "rules do not look at or wait for the bytes of a connection")
    ]
}
