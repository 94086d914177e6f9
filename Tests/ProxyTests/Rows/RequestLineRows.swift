/// RFC 9112 §3: the first line of a request.
enum RequestLineRows {
    static let rows = [
        Row.passes("a request in order passes", "RFC 9112 §3", "GET /a?b=c HTTP/1.1|Host: h||"),
        .passes("an unknown method passes", "RFC 9110 §9.1", "BREW /pot HTTP/1.1|Host: h||"),
        .passes("the method's case is kept", "RFC 9110 §9.1", "get / HTTP/1.1|Host: h||"),
        .passes(
            "an empty line before a request is skipped", "RFC 9112 §2.2", "||GET / HTTP/1.1|Host: h||",
            server: ["GET / HTTP/1.1|Host: h||"]),
        .passes("dot segments are not touched", "RFC 9110 §7.7", "GET /a/../b/./c HTTP/1.1|Host: h||"),
        .passes("escapes are not touched", "RFC 9110 §7.7", "GET /%7e%2F?%00 HTTP/1.1|Host: h||"),
        .passes("asterisk-form of OPTIONS", "RFC 9112 §3.2.4", "OPTIONS * HTTP/1.1|Host: h||"),
        .passes(
            "absolute-form becomes origin-form", "RFC 9112 §3.2.1", "GET http://h/a?b HTTP/1.1|Host: h||",
            server: ["GET /a?b HTTP/1.1|Host: h||"],
            haproxy: .passes(
                "it is no request to a proxy any more; HAProxy leaves it", as: "GET http://h/a?b HTTP/1.1|Host: h||")),
        .passes(
            "absolute-form without a path", "RFC 9112 §3.2.1", "GET http://h HTTP/1.1|Host: h||",
            server: ["GET / HTTP/1.1|Host: h||"],
            haproxy: .passes(
                "it is no request to a proxy any more; HAProxy leaves it", as: "GET http://h HTTP/1.1|Host: h||")),
        .refused(
            "two spaces after the method", "RFC 9112 §3", "GET  / HTTP/1.1|Host: h||",
            haproxy: .passes("the grammar has one space; HAProxy takes several", as: "GET / HTTP/1.1|Host: h||")),
        .refused(
            "two spaces before the version", "RFC 9112 §3", "GET /  HTTP/1.1|Host: h||",
            haproxy: .passes("the grammar has one space; HAProxy takes several", as: "GET / HTTP/1.1|Host: h||")),
        .refused(
            "a tab after the method", "RFC 9112 §3", "GET\t/ HTTP/1.1|Host: h||",
            haproxy: .passes("the grammar has a space; HAProxy takes a tab", as: "GET / HTTP/1.1|Host: h||")),
        .refused("a space in the target", "RFC 9112 §3", "GET /a b HTTP/1.1|Host: h||"),
        .refused("a space before the method", "RFC 9112 §3", " GET / HTTP/1.1|Host: h||"),
        .refused("no version", "RFC 9112 §3", "GET /|Host: h||"),
        .refused(
            "an unknown major version", "RFC 9110 §15.6.6", "GET / HTTP/3.0|Host: h||", status: "505",
            haproxy: .passes("HAProxy takes any digits and passes it on as 1.1", as: "GET / HTTP/1.1|Host: h||")),
        .refused("a version with two digits", "RFC 9112 §2.3", "GET / HTTP/1.10|Host: h||"),
        .refused("a version in lower case", "RFC 9112 §2.3", "GET / http/1.1|Host: h||"),
        .refused("a character that no method has", "RFC 9110 §5.6.2", "GE(T / HTTP/1.1|Host: h||"),
        .refused("a control character in the target", "RFC 9112 §3.2", "GET /\u{1} HTTP/1.1|Host: h||"),
        .refused("NUL in the target", "RFC 9112 §3.2", "GET /\0 HTTP/1.1|Host: h||"),
        .refused("no target", "RFC 9112 §3.2", "GET HTTP/1.1|Host: h||"),
        .refused("a target without a slash", "RFC 9112 §3.2", "GET index.html HTTP/1.1|Host: h||"),
        .refused("a fragment in the target", "RFC 9112 §3.2", "GET /a#b HTTP/1.1|Host: h||"),
        .refused(
            "a lone LF at the end of a line", "RFC 9112 §2.2", "GET / HTTP/1.1\nHost: h\n\n",
            haproxy: .passes(
                "§2.2 allows a reader to take LF alone; two readers may disagree", as: "GET / HTTP/1.1|Host: h||")),
        .refused("a lone CR in the line", "RFC 9112 §2.2", "GET /\r HTTP/1.1|Host: h||"),
        .refused(
            "asterisk-form of another method", "RFC 9112 §3.2.4", "GET * HTTP/1.1|Host: h||",
            haproxy: .passes("only OPTIONS has it; HAProxy does not look at the method", as: "GET * HTTP/1.1|Host: h||")
        ),
    ]
}
