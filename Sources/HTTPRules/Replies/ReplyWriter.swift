package import HTTP1

/// Writes the responses that rules make.
package struct ReplyWriter: BitwiseCopyable, Sendable {
    package var connection: ReplyConnection
    /// The request was HEAD: what the response says of its content is the same, but the content is not sent.
    package var isForHead: Bool

    package init(connection: ReplyConnection, isForHead: Bool) {
        (self.connection, self.isForHead) = (connection, isForHead)
    }
}

/// What is to be known of a response that was written.
package struct SentReply: Equatable, Sendable {
    /// For the log.
    package let status: Int
    /// Whether the connection is closed after it: it says so by itself, or nothing is sent at all (an empty `errorfile`).
    package let closes: Bool
}

extension ReplyWriter {
    /// Writes what `return` or `deny` answers with.
    ///
    /// - Parameters:
    ///   - head: the message whose rules said so, and
    ///   - buffer: the buffer it stands in; formats are expanded in its free room.
    ///   - output: where the response goes.
    /// - Returns: nil if there was no room in one of them.
    package func write(
        _ reply: ReplyIndex, of program: borrowing RuleProgram, _ phase: RulePhase, _ context: RuleContext,
        _ head: borrowing MessageHead, _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>,
        usable: Span<Int32>, with writer: inout HeadWriter, to output: inout MutableSpan<UInt8>
    ) -> SentReply? {
        let reply = program.replies[Int(reply.number)]
        let status = Int(reply.status)
        if reply.body == .errorPage || reply.body == .page {
            let page =
                reply.body == .page
                ? reply.page
                : program.errorPage(status, frontend: context.frontend, backend: context.backend)
            program.write(page, connection, isForHead: isForHead, with: &writer, to: &output)
            return writer.isOverfull ? nil : SentReply(status: status, closes: program.closes(page))
        }
        statusLine(status, Status.reason(status), &writer, &output)
        for index in reply.headers.range {
            let header = program.replyHeaders[index]
            let value = program.write(
                header.value, .fieldValue, phase, context, head, &edits, &buffer, usable: usable)
            guard let value else { return nil }
            guard !value.isEmpty else { continue }
            writer.bytes(header.name.range, of: program.arena.span, to: &output)
            writer.text(": ", to: &output)
            writer.bytes(value, of: buffer.span, to: &output)
            writer.text("\r\n", to: &output)
        }
        let isWritten = content(reply, program, phase, context, head, &edits, &buffer, usable, &writer, &output)
        return isWritten ? SentReply(status: status, closes: false) : nil
    }

    /// Writes Content-Length, Content-Type, the end of the head, and the body.
    private func content(
        _ reply: CompiledReply, _ program: borrowing RuleProgram, _ phase: RulePhase, _ context: RuleContext,
        _ head: borrowing MessageHead, _ edits: inout MessageEdits, _ buffer: inout MutableSpan<UInt8>,
        _ usable: Span<Int32>, _ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>
    ) -> Bool {
        var body = reply.literal.range
        if reply.body == .format {
            let text = program.write(
                reply.format, .fieldValue, phase, context, head, &edits, &buffer, usable: usable)
            guard let text else { return false }
            body = text
        }
        let hasNoContent = Status.hasNoContent(Int(reply.status))
        if !hasNoContent {
            writer.text("content-length: ", to: &output)
            writer.decimal(UInt64(body.count), to: &output)
            writer.text("\r\n", to: &output)
        }
        if !reply.contentType.isEmpty {
            writer.text("content-type: ", to: &output)
            writer.bytes(reply.contentType.range, of: program.arena.span, to: &output)
            writer.text("\r\n", to: &output)
        }
        endOfHead(&writer, &output)
        guard !isForHead, !hasNoContent else { return !writer.isOverfull }
        if reply.body == .format {
            writer.bytes(body, of: buffer.span, to: &output)
        } else {
            writer.bytes(body, of: program.arena.span, to: &output)
        }
        return !writer.isOverfull
    }

    /// Writes a redirection; its location was made when the rule was done.
    ///
    /// - Returns: nil if there was no room.
    package func write(
        _ redirect: RedirectIndex, of program: borrowing RuleProgram, _ edits: MessageEdits, _ bytes: Span<UInt8>,
        with writer: inout HeadWriter, to output: inout MutableSpan<UInt8>
    ) -> SentReply? {
        let redirect = program.redirects[Int(redirect.number)]
        let code = Int(redirect.code)
        statusLine(code, code == 302 ? "Found" : Status.reason(code), &writer, &output)
        writer.text("content-length: 0\r\nlocation: ", to: &output)
        writer.bytes(edits.location ?? 0..<0, of: bytes, to: &output)
        writer.text("\r\n", to: &output)
        if code == 302 || code == 303 || code == 307 { writer.text("cache-control: no-cache\r\n", to: &output) }
        if !redirect.setCookie.isEmpty {
            writer.text("set-cookie: ", to: &output)
            writer.bytes(redirect.setCookie.range, of: program.arena.span, to: &output)
            writer.text("\r\n", to: &output)
        }
        endOfHead(&writer, &output)
        return writer.isOverfull ? nil : SentReply(status: code, closes: false)
    }

    private func statusLine(
        _ status: Int, _ reason: StaticString, _ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>
    ) {
        writer.text("HTTP/1.1 ", to: &output)
        writer.decimal(UInt64(status), to: &output)
        writer.byte(0x20, to: &output)
        writer.text(reason, to: &output)
        writer.text("\r\n", to: &output)
    }

    private func endOfHead(_ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>) {
        switch connection {
        case .close: writer.text("connection: close\r\n\r\n", to: &output)
        case .keepAlive: writer.text("\r\n", to: &output)
        case .keepAlive10: writer.text("connection: keep-alive\r\n\r\n", to: &output)
        }
    }
}
