/// `tcp-request connection`: what becomes of a new connection. The first whose condition holds decides.
package struct ConnectionRule: Sendable {
    package enum Action: Hashable, Sendable {
        case accept
        case reject
    }

    package let action: Action
    package let condition: Condition?
    package let location: SourceLocation
}

/// `use_backend`.
package struct BackendRule: Sendable {
    /// An index into `backends`.
    package let backend: Int
    package let condition: Condition?
    package let location: SourceLocation
}

/// `use-server`: obeyed if the server is usable.
package struct ServerRule: Sendable {
    /// An index into the `servers` of the backend.
    package let server: Int
    package let condition: Condition
    package let location: SourceLocation
}

/// `http-request` or `http-response`: done in order, those whose condition holds.
package struct HTTPRule: Sendable {
    package let action: HTTPAction
    package let condition: Condition?
    package let location: SourceLocation
}

/// What a rule does. `allow`, `deny`, `reply`, `redirect` and `service` are the last of their rules.
package enum HTTPAction: Sendable {
    case allow
    /// As `reply`, but counted as denied.
    case deny(Reply)
    /// `return`.
    case reply(Reply)
    case redirect(Redirect)
    case setHeader(name: [UInt8], value: Format)
    case addHeader(name: [UInt8], value: Format)
    case deleteHeader(HeaderSelection)
    /// Where the expression matches somewhere in the value of such a header (the whole line, commas and all), the value
    /// becomes the replacement; `\0` to `\9` in it are the groups, and `\xHH` a byte.
    case replaceHeader(name: [UInt8], RegularExpression, Format)
    case setPath(Format)
    case service(Service)
}

/// `use-service`.
package enum Service: Hashable, Sendable {
    case prometheusExporter
}

/// The headers that `del-header` deletes; names are compared without case.
package enum HeaderSelection: Sendable {
    case name([UInt8])
    case beginning([UInt8])
    case end([UInt8])
    case substring([UInt8])
    case pattern(RegularExpression)
}

/// A response that a rule makes.
package struct Reply: Sendable {
    package enum Body: Sendable {
        case empty
        case literal([UInt8])
        case format(Format)
        /// The proxy's page for the status: its `errorfile`, or the one built in (`ErrorPage.statuses`).
        case errorPage
        /// A whole response of its own (`errorfile` of the rule).
        case page(ErrorPage)
    }

    package let status: Int
    package let body: Body
    package let contentType: [UInt8]?
    package let headers: [ReplyHeader]
}

/// `hdr` of a reply.
package struct ReplyHeader: Sendable {
    package let name: [UInt8]
    package let value: Format
}

/// `redirect`.
package struct Redirect: Sendable {
    package enum Target: Sendable {
        case location(Format)
        /// Put before the path and query of the request.
        case prefix(Format)
        /// Put before `://`, the Host and the path and query of the request.
        case scheme(Format)
    }

    package let target: Target
    /// 301, 302, 303, 307 or 308.
    package let code: Int
    /// With `prefix` and `scheme`: the query is left away.
    package let dropsQuery: Bool
    /// With `dropsQuery`: a path without a '/' at its end gets one.
    package let appendsSlash: Bool
    /// An empty location is not redirected to.
    package let ignoresEmpty: Bool
    /// The value of Set-Cookie.
    package let setCookie: [UInt8]?
}

/// A text with values in it (a log-format string, configuration.txt §8.2.4), in order.
package struct Format: Equatable, Sendable {
    package let pieces: [FormatPiece]

    /// The text, if there are no values in it.
    package var literal: [UInt8]? {
        switch pieces.count {
        case 0: return []
        case 1:
            if case .literal(let bytes) = pieces[0] { return bytes }
            return nil
        default: return nil
        }
    }
}

/// A part of a format.
package enum FormatPiece: Equatable, Sendable {
    case literal([UInt8])
    /// `%[…]`; nothing where the fetch has no value.
    case fetch(Fetch)
    /// `%f`: the frontend's name.
    case frontendName
    /// `%b`: the backend's, or the frontend's before one is chosen.
    case backendName
    /// `%s`: the server's; `<NOSRV>` before one is chosen.
    case serverName
    /// `%H`.
    case hostName
}
