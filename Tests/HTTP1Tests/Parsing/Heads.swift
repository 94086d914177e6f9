@testable import HTTP1

/// Heads that are good, of every kind.
enum Heads {
    static let requests = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET / HTTP/1.0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n",
        "CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n",
        "GET http://b:80/a?b=c HTTP/1.1\r\nX_1: y\r\nhost: a \r\n\r\n",
        "POST /a%20b?c HTTP/1.1\r\nHost: www.example.com\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n",
        "PATCH /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTE: trailers\r\nConnection: TE\r\n\r\n",
        "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0)\r\n"
            + "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nAccept-Language:\ten\t\r\nCookie: a=b; c=\"d;e\"\r\n"
            + "Connection: keep-alive, x-mine\r\nX-Mine: \u{E9}\r\n\r\n",
    ]

    static let responses = [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.0 200 \r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 d\u{E9}j\u{E0} vu\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=b; path=/\r\nConnection: close\r\n\r\n",
    ]

    static let good = requests + responses

    static func parse(_ head: inout MessageHead, _ bytes: Span<UInt8>, isRequest: Bool) -> ParseResult {
        isRequest ? head.parseRequest(bytes) : head.parseResponse(bytes, to: RequestContext(method: .get))
    }
}
