/// Field names that are known by a number: those that mean something to a proxy, and the commonest of the others.
package enum FieldName: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Any other name.
    case other

    // Those that `MessageHead` acts upon while it reads; `isActedUpon` relies on their place.
    case contentLength
    case transferEncoding
    case connection
    case host
    case upgrade
    case expect
    case te
    case keepAlive
    case proxyConnection
    case http2Settings

    case trailer
    case cookie
    case setCookie
    case xForwardedFor
    case xForwardedProto
    case forwarded
    case via
    case authorization
    case proxyAuthorization
    case proxyAuthenticate
    case wwwAuthenticate
    case cacheControl
    case pragma
    case expires
    case age
    case date
    case etag
    case lastModified
    case ifModifiedSince
    case ifNoneMatch
    case vary
    case location
    case server
    case contentType
    case contentEncoding
    case contentRange
    case accept
    case acceptEncoding
    case acceptLanguage
    case acceptRanges
    case range
    case userAgent
    case referer
    case origin
    case maxForwards
    case retryAfter
    case secWebSocketKey
    case secWebSocketAccept

    @inline(__always)
    var isActedUpon: Bool { rawValue &- 1 < FieldName.http2Settings.rawValue }

    /// The name as it is usually written.
    package var spelling: StaticString {
        switch self {
        case .other: ""
        case .contentLength: "Content-Length"
        case .transferEncoding: "Transfer-Encoding"
        case .connection: "Connection"
        case .host: "Host"
        case .upgrade: "Upgrade"
        case .expect: "Expect"
        case .te: "TE"
        case .keepAlive: "Keep-Alive"
        case .proxyConnection: "Proxy-Connection"
        case .http2Settings: "HTTP2-Settings"
        case .trailer: "Trailer"
        case .cookie: "Cookie"
        case .setCookie: "Set-Cookie"
        case .xForwardedFor: "X-Forwarded-For"
        case .xForwardedProto: "X-Forwarded-Proto"
        case .forwarded: "Forwarded"
        case .via: "Via"
        case .authorization: "Authorization"
        case .proxyAuthorization: "Proxy-Authorization"
        case .proxyAuthenticate: "Proxy-Authenticate"
        case .wwwAuthenticate: "WWW-Authenticate"
        case .cacheControl: "Cache-Control"
        case .pragma: "Pragma"
        case .expires: "Expires"
        case .age: "Age"
        case .date: "Date"
        case .etag: "ETag"
        case .lastModified: "Last-Modified"
        case .ifModifiedSince: "If-Modified-Since"
        case .ifNoneMatch: "If-None-Match"
        case .vary: "Vary"
        case .location: "Location"
        case .server: "Server"
        case .contentType: "Content-Type"
        case .contentEncoding: "Content-Encoding"
        case .contentRange: "Content-Range"
        case .accept: "Accept"
        case .acceptEncoding: "Accept-Encoding"
        case .acceptLanguage: "Accept-Language"
        case .acceptRanges: "Accept-Ranges"
        case .range: "Range"
        case .userAgent: "User-Agent"
        case .referer: "Referer"
        case .origin: "Origin"
        case .maxForwards: "Max-Forwards"
        case .retryAfter: "Retry-After"
        case .secWebSocketKey: "Sec-WebSocket-Key"
        case .secWebSocketAccept: "Sec-WebSocket-Accept"
        }
    }
}
