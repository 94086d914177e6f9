import HAProxyConf

extension RuleCompiler {
    mutating func compile(_ reply: Reply) -> UInt32 {
        var compiled = CompiledReply()
        compiled.status = UInt16(clamping: reply.status)
        // With a page, HAProxy does not look at these.
        if !reply.isPage {
            compiled.contentType = add(escaped(reply.contentType ?? [], .fieldValue))
            compiled.headers = add(reply.headers)
        }
        switch reply.body {
        case .errorPage: compiled.body = .errorPage
        case .literal(let bytes): (compiled.body, compiled.literal) = (.literal, add(bytes))
        case .format(let format): (compiled.body, compiled.format) = (.format, compile(format, .none))
        case .page(let page): (compiled.body, compiled.page) = (.page, add(page))
        default: compiled.body = .none
        }
        if let page = constantPage(reply) { (compiled.body, compiled.page) = (.page, page) }
        replies.append(compiled)
        return UInt32(truncatingIfNeeded: replies.count - 1)
    }

    private mutating func add(_ headers: [ReplyHeader]) -> Run {
        var compiled: [CompiledReplyHeader] = []
        for header in headers {
            compiled.append(
                CompiledReplyHeader(
                    name: add(header.name.map(lowercased)), value: compile(header.value, .fieldValue)))
        }
        replyHeaders += compiled
        return Run(from: replyHeaders.count - compiled.count, to: replyHeaders.count)
    }

    /// The whole response, if no value of a request is in it.
    private mutating func constantPage(_ reply: Reply) -> PageIndex? {
        var body: [UInt8] = []
        switch reply.body {
        case .literal(let bytes): body = bytes
        case .format(let format):
            guard let literal = format.literal else { return nil }
            body = literal
        case .errorPage, .page: return nil
        default: break
        }
        var fields: [UInt8] = []
        for header in reply.headers {
            guard let value = header.value.literal else { return nil }
            guard !value.isEmpty else { continue }
            fields += header.name.map(lowercased) + Array(": ".utf8) + escaped(value, .fieldValue) + Self.lineEnd
        }
        if !Status.hasNoContent(reply.status) {
            fields += Array("content-length: \(body.count)".utf8) + Self.lineEnd
        }
        if let type = reply.contentType {
            fields += Array("content-type: ".utf8) + escaped(type, .fieldValue) + Self.lineEnd
        }
        let line = Array("HTTP/1.1 \(reply.status) ".utf8) + Status.reason(reply.status).bytes + Self.lineEnd
        return addPage(
            reply.status, head: line + fields, body: Status.hasNoContent(reply.status) ? [] : body, closes: false)
    }

    static let lineEnd: [UInt8] = [0x0D, 0x0A]

    mutating func compile(_ redirect: Redirect) -> UInt32 {
        var compiled = CompiledRedirect()
        let format: Format
        switch redirect.target {
        case .location(let target): (compiled.kind, format) = (.location, target)
        case .prefix(let target): (compiled.kind, format) = (.prefix, target)
        case .scheme(let target): (compiled.kind, format) = (.scheme, target)
        }
        // A prefix of '/' means none: else a redirection to the same host could not be written.
        if compiled.kind != .prefix || format.literal != [UInt8(ascii: "/")] {
            compiled.format = compile(format, .fieldValue)
        }
        compiled.code = UInt16(clamping: redirect.code)
        compiled.dropsQuery = redirect.dropsQuery
        compiled.appendsSlash = redirect.appendsSlash
        compiled.ignoresEmpty = redirect.ignoresEmpty
        compiled.setCookie = add(escaped(redirect.setCookie ?? [], .fieldValue))
        redirects.append(compiled)
        return UInt32(truncatingIfNeeded: redirects.count - 1)
    }
}

extension Reply {
    fileprivate var isPage: Bool {
        switch body {
        case .errorPage, .page: true
        default: false
        }
    }
}
