/// How servers are checked, as written.
struct CheckDraft {
    enum Kind {
        case connect
        case http
    }

    /// A request whose parts may be given at two places.
    struct Request {
        var method: [UInt8]?
        var uri: [UInt8]?
        var minorVersion: Int?
        var headers: [HeaderField] = []
        var body: [UInt8] = []
    }

    enum Step {
        case connect(CheckConnection)
        case send(Request)
        case expect(CheckExpectation)
    }

    var kind = Kind.connect
    /// What `option httpchk` says, and how many steps there were then.
    var option: (request: Request, after: Int)?
    var steps: [Located<Step>] = []
}

extension CheckDraft.Request: Sendable {}
extension CheckDraft.Step: Sendable {}

extension ProxyDraft {
    /// `option httpchk [[METHOD] URI [VERSION]]`.
    mutating func readHTTPCheckOption(_ arguments: inout Arguments) throws(Refusal) {
        detachCheck()
        var request = CheckDraft.Request()
        var words: [Word] = []
        while !arguments.isAtEnd, words.count < 3 { words.append(try arguments.next("")) }
        try arguments.end()
        if words.count > 1 { request.method = try arguments.token(words.removeFirst(), "a method") }
        if let uri = words.first { request.uri = try arguments.target(uri) }
        if words.count > 1 { request.minorVersion = try arguments.minorVersion(words[1]) }
        settings.check.kind = .http
        settings.check.option = (request, settings.check.steps.count)
    }

    /// `http-check { connect | send | expect } …`.
    mutating func readHTTPCheck(_ arguments: inout Arguments) throws(Refusal) {
        detachCheck()
        let known = ["connect", "send", "expect"]
        let name = try arguments.keyword(alternatives(known))
        let step: CheckDraft.Step
        switch name {
        case "connect": step = .connect(try arguments.checkConnection())
        case "send": step = .send(try arguments.checkRequest())
        case "expect": step = .expect(try CheckExpectationReader.read(&arguments))
        default:
            let refused = [
                RefusedKeywords("comment", "write it after the step: 'http-check expect status 200 comment TEXT'"),
                RefusedKeywords("disable-on-404 send-state", "servers are taken out of work by the runtime socket"),
                RefusedKeywords("set-var* unset-var*", "there are no variables"),
            ]
            throw Refusal(unknownOrRefused(name, among: known, refused, "after 'http-check'"))
        }
        settings.check.steps.append(Located(value: step, location: arguments.location))
    }

    /// As in HAProxy, the first check keyword of a section drops the steps that its `defaults` had, not their kind.
    private mutating func detachCheck() {
        guard settings.isCheckInherited else { return }
        settings.isCheckInherited = false
        settings.check.steps = []
        settings.check.option = nil
    }
}

extension Arguments {
    fileprivate func token(_ word: Word, _ expected: String) throws(Refusal) -> [UInt8] {
        guard word.bytes.allSatisfy(isTokenByte) else { throw refusal(word, expected) }
        return word.bytes
    }

    /// A request target: no blank, no control character.
    fileprivate func target(_ word: Word) throws(Refusal) -> [UInt8] {
        guard word.bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw refusal(word, "a path without blanks, as /health")
        }
        return word.bytes
    }

    fileprivate func minorVersion(_ word: Word) throws(Refusal) -> Int {
        switch word.text {
        case "HTTP/1.0": return 0
        case "HTTP/1.1": return 1
        default:
            let advice = "headers are given with 'http-check send hdr NAME VALUE'"
            throw Refusal("the version of a check is 'HTTP/1.0' or 'HTTP/1.1', not \(quoted(word.text)): \(advice)")
        }
    }

    /// `[default] [port N] [addr ADDRESS] [send-proxy] [linger] [comment TEXT]`.
    fileprivate mutating func checkConnection() throws(Refusal) -> CheckConnection {
        var (port, address, sendsProxy, lingers) = (UInt16?.none, HostAddress?.none, false, false)
        while !isAtEnd {
            let name = try keyword("")
            switch name {
            case "default": break
            case "port": port = UInt16(try number(1...65_535))
            case "addr":
                let word = try next("an IP address")
                address = HostAddress(text: word.text)
                guard case .ip = address else { throw refusal(word, "an IP address") }
            case "send-proxy": sendsProxy = true
            case "linger": lingers = true
            case "comment": _ = try next("a text")
            default:
                let known = ["default", "port", "addr", "send-proxy", "linger", "comment"]
                let refused = [
                    RefusedKeywords("ssl sni alpn", "clusterd does not speak TLS"),
                    RefusedKeywords("via-socks4 proto", "servers are reached directly, by HTTP/1"),
                ]
                throw Refusal(unknownOrRefused(name, among: known, refused, "after 'http-check connect'"))
            }
        }
        guard case .ip(let ip) = address else {
            return CheckConnection(port: port, address: nil, sendsProxyHeader: sendsProxy, lingers: lingers)
        }
        return CheckConnection(port: port, address: ip, sendsProxyHeader: sendsProxy, lingers: lingers)
    }

    /// `[meth METHOD] [uri URI] [ver VERSION] [hdr NAME VALUE]… [body TEXT] [comment TEXT]`.
    fileprivate mutating func checkRequest() throws(Refusal) -> CheckDraft.Request {
        var request = CheckDraft.Request()
        while !isAtEnd {
            let name = try keyword("", isPart: false)
            switch name {
            case "meth": request.method = try token(try next("a method"), "a method")
            case "uri": request.uri = try target(try next("a path"))
            case "ver": request.minorVersion = try minorVersion(try next("a version"))
            case "hdr": request.headers.append(try checkHeader())
            case "body": request.body = try next("a text").bytes
            case "comment": _ = try next("a text")
            default:
                let known = ["meth", "uri", "ver", "hdr", "body", "comment"]
                let refused = [RefusedKeywords("uri-lf body-lf", "a check sends the same each time: 'uri', 'body'")]
                throw Refusal(unknownOrRefused(name, among: known, refused, "after 'http-check send'"))
            }
        }
        return request
    }

    private mutating func checkHeader() throws(Refusal) -> HeaderField {
        let name = try headerName()
        let value = try fieldValue("the value of the header")
        let lower = String(decoding: name.map { $0.lowercased }, as: UTF8.self)
        guard lower != "content-length", lower != "connection", lower != "transfer-encoding" else {
            throw Refusal("\(quoted(name)) of a check is set by clusterd itself: leave it away")
        }
        // A format in HAProxy: '%%' is a '%'. Values would need a request or response, and there is none yet.
        guard !value.contains(UInt8(ascii: "%")) else {
            throw Refusal("'%' in a header of a check is not supported by clusterd: write the value itself")
        }
        return HeaderField(name: name, value: value)
    }
}
