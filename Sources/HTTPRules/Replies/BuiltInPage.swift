/// A page that HAProxy 2.6 has built in, for the statuses of `ErrorPage.statuses` and in their order.
struct BuiltInPage {
    let status: Int
    let reason: StaticString
    let sentence: StaticString
    /// Whether nothing more is read from the client after it.
    let closes: Bool

    init(_ status: Int, _ reason: StaticString, _ sentence: StaticString, closes: Bool = false) {
        (self.status, self.reason, self.sentence, self.closes) = (status, reason, sentence, closes)
    }

    private var statusLine: [UInt8] { Array("HTTP/1.1 \(status) ".utf8) + reason.bytes + RuleCompiler.lineEnd }

    /// Status line and fields, as the page is sent for a request that was read.
    var head: [UInt8] {
        statusLine + Array("content-length: \(body.count)\r\n".utf8)
            + Array("cache-control: no-cache\r\ncontent-type: text/html\r\n".utf8)
    }

    /// Status line and fields, as the page is sent for a request that could not be read.
    var refusalHead: [UInt8] {
        statusLine
            + Array("Content-length: \(body.count)\r\nCache-Control: no-cache\r\nConnection: close\r\n".utf8)
            + Array("Content-Type: text/html\r\n\r\n".utf8)
    }

    var body: [UInt8] {
        Array("<html><body><h1>\(status) ".utf8) + reason.bytes + Array("</h1>\n".utf8) + sentence.bytes
            + Array("\n</body></html>\n".utf8)
    }

    /// How many there are.
    static let count = 19
    /// Those that are sent for requests that could not be read.
    static let refusals = [400, 408, 500, 501] + onlyRefusals.map { $0.status }
    /// Those of them that no rule and no `errorfile` can ask for.
    static let onlyRefusals = [
        BuiltInPage(
            431, "Request Header Fields Too Large", "The header of your browser's request is too large.", closes: true),
        BuiltInPage(
            505, "HTTP Version Not Supported", "Your browser speaks a version of HTTP that is not spoken here.",
            closes: true),
    ]

    static let all = [
        BuiltInPage(200, "OK", "Service ready."),
        BuiltInPage(400, "Bad request", "Your browser sent an invalid request.", closes: true),
        BuiltInPage(401, "Unauthorized", "You need a valid user and password to access this content."),
        BuiltInPage(403, "Forbidden", "Request forbidden by administrative rules."),
        BuiltInPage(404, "Not Found", "The resource could not be found."),
        BuiltInPage(
            405, "Method Not Allowed",
            "A request was made of a resource using a request method not supported by that resource"),
        BuiltInPage(407, "Unauthorized", "You need a valid user and password to access this content."),
        BuiltInPage(408, "Request Time-out", "Your browser didn't send a complete request in time.", closes: true),
        BuiltInPage(410, "Gone", "The resource is no longer available and will not be available again."),
        BuiltInPage(413, "Payload Too Large", "The request entity exceeds the maximum allowed."),
        BuiltInPage(421, "Misdirected Request", "Request sent to a non-authoritative server."),
        BuiltInPage(422, "Unprocessable Content", "The server cannot process the contained instructions."),
        BuiltInPage(425, "Too Early", "Your browser sent early data."),
        BuiltInPage(429, "Too Many Requests", "You have sent too many requests in a given amount of time."),
        BuiltInPage(500, "Internal Server Error", "An internal server error occurred."),
        BuiltInPage(
            501, "Not Implemented",
            ".The server does not support the functionality required to fulfill the request."),
        BuiltInPage(502, "Bad Gateway", "The server returned an invalid or incomplete response."),
        BuiltInPage(503, "Service Unavailable", "No server is available to handle this request."),
        BuiltInPage(504, "Gateway Time-out", "The server didn't respond in time."),
    ]
}
