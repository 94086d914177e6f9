/// A whole response from a file (`errorfile`): parsed, so that it is sent well-formed.
package struct ErrorPage: Sendable {
    /// The status it is sent for; that of its own first line may be another.
    package let status: Int
    /// The status line, header and body as sent: lines end with CR LF, and Content-Length is right. Empty: the connection is
    /// closed without an answer.
    package let message: [UInt8]
    package let location: SourceLocation

    /// The statuses that have a page in HAProxy 2.6.
    package static let statuses = [
        200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504,
    ]
}
