import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// The persistence cookie of a response.
extension Worker {
    /// What becomes of a Set-Cookie of the server's that has our cookie's name.
    mutating func editServerCookies(_ session: Int32, _ base: Int) {
        guard sessions[session].hasCookieTable, head.has(.setCookie) else { return }
        let backend = Int(sessions[session].backend)
        let server = Int(sessions[session].server)
        guard let table = persistence[backend] else { return }
        let source = unsafe UnsafeBufferPointer(
            start: buffers.pointer(sessions[session].response.buffer) + base, count: BufferPool.size - base)
        var field = head.next(.setCookie)
        while let index = field {
            field = head.next(.setCookie, from: index + 1)
            guard let cookie = unsafe SetCookie(head.field(index).valueRange, in: source.span),
                unsafe cookie.isNamed(table.cookie.name.span, in: source.span)
            else { continue }
            switch table.serverCookie(server: server, isDirect: sessions[session].isDirect) {
            case .keep: sessions[session].setCookie = .passive
            case .remove:
                head.remove(index)
                sessions[session].setCookie = .deleted
            case .rewrite: replace(index, cookie.value, "", table, server, session, base)
            case .prefix:
                replace(index, cookie.value.lowerBound..<cookie.value.lowerBound, "~", table, server, session, base)
            }
        }
    }

    /// Puts the server's name in the place of a part of a field's value. The new value stands in the free end of the
    /// buffer.
    private mutating func replace(
        _ field: Int, _ part: Range<Int>, _ separator: StaticString, _ table: PersistenceTable, _ server: Int,
        _ session: Int32, _ base: Int
    ) {
        sessions[session].setCookie = .rewritten
        let value = head.field(field).valueRange
        let free = Int(sessions[session].response.limit) - base
        let room = BufferPool.size - base - free
        guard room >= value.count + table.maximumLength + 1 else { return head.remove(field) }
        let pointer = unsafe buffers.pointer(sessions[session].response.buffer) + base
        let bytes = unsafe UnsafeMutableBufferPointer(start: pointer + free, count: room)
        var output = unsafe OutputSpan(buffer: bytes, initializedCount: 0)
        for place in value.lowerBound..<part.lowerBound { output.append(unsafe pointer[place]) }
        table.writeName(server, to: &output)
        for place in 0..<separator.utf8CodeUnitCount { output.append(unsafe separator.utf8Start[place]) }
        for place in part.upperBound..<value.upperBound { output.append(unsafe pointer[place]) }
        let count = unsafe output.finalize(for: bytes)
        head.replaceValue(field, with: free..<free + count)
    }

    /// Writes our Set-Cookie, where the client needs one.
    mutating func writeCookie(_ session: Int32, _ writer: inout HeadWriter, _ output: inout MutableSpan<UInt8>) {
        guard sessions[session].hasCookieTable else { return }
        let backend = Int(sessions[session].backend)
        let server = Int(sessions[session].server)
        let exchange = PersistenceTable.Exchange(
            sessions[session].cookie, server: server, isDirect: sessions[session].isDirect,
            isPost: sessions[session].context.method == .post, serverSetsCookie: sessions[session].setCookie == .passive
        )
        guard persistence[backend]?.setsCookie(exchange, now: date) == true else { return }
        var text = InlineArray<1024, UInt8>(repeating: 0)
        let count = compose(&text, backend, server, sessions[session].cookie.firstSeen)
        guard count > 0 else { return }
        writer.text("Set-Cookie: ", to: &output)
        writer.bytes(0..<count, of: text.span, to: &output)
        writer.text("\r\n", to: &output)
        if persistence[backend]?.cookie.forbidsCaching == true, mayBeCached(session) {
            writer.text("Cache-Control: private\r\n", to: &output)
        }
        sessions[session].setCookie = sessions[session].isDirect ? .updated : .inserted
    }

    /// Whether a cache between us and the client may keep the response, as far as its status and fields say (RFC 9110
    /// §15.1; HAProxy asks the same).
    private func mayBeCached(_ session: Int32) -> Bool {
        switch head.status {
        case 200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501: break
        default: return false
        }
        let source = unsafe UnsafeBufferPointer(
            start: buffers.pointer(sessions[session].response.buffer), count: BufferPool.size)
        let base = Int(sessions[session].response.end)
        // Without a validator or a time a cache keeps nothing.
        var isKept = head.has(.etag) || head.has(.lastModified) || head.has(.expires)
        var field = head.next(.cacheControl)
        while let index = field {
            field = head.next(.cacheControl, from: index + 1)
            var elements = ListElements(head.field(index).valueRange)
            let bytes = unsafe UnsafeBufferPointer(rebasing: source[base...])
            while let element = unsafe elements.next(in: bytes.span) {
                let word = unsafe UnsafeBufferPointer(rebasing: bytes[element])
                if unsafe Self.forbidsCaching(word.span) { return false }
                isKept = true
            }
        }
        return isKept
    }

    private static func forbidsCaching(_ word: Span<UInt8>) -> Bool {
        let words: InlineArray<4, StaticString> = ["private", "no-cache", "no-store", "max-age=0"]
        for index in 0..<words.count where word.count == words[index].utf8CodeUnitCount {
            var isSame = true
            for place in 0..<word.count where word[place] | 0x20 != (unsafe words[index].utf8Start[place]) | 0x20 {
                isSame = false
            }
            if isSame { return true }
        }
        return false
    }

    private func compose(
        _ text: inout InlineArray<1024, UInt8>, _ backend: Int, _ server: Int, _ firstSeen: Int64?
    ) -> Int {
        unsafe withUnsafeMutablePointer(to: &text) { pointer in
            // The array's bytes stand side by side from its address on.
            let bytes = unsafe UnsafeMutableBufferPointer(
                start: UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt8.self), count: 1024)
            var output = unsafe OutputSpan(buffer: bytes, initializedCount: 0)
            let isWritten =
                persistence[backend]?.write(server: server, firstSeen: firstSeen, now: date, to: &output) ?? false
            let count = unsafe output.finalize(for: bytes)
            return isWritten ? count : 0
        }
    }
}
