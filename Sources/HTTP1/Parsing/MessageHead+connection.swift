extension MessageHead {
    /// Removes the fields that Connection names (RFC 9110 §7.6.1).
    ///
    /// Host, Content-Length and Transfer-Encoding stay: they are not for Connection to take away, and without them the
    /// next reader would see another message.
    mutating func removeNamedFields(_ bytes: Span<UInt8>) {
        guard facts.options.namesFields else { return }
        for index in 0..<parsedFieldCount where fields[index].name == .connection {
            var elements = ListElements(fields[index].valueRange)
            while let name = elements.next(in: bytes) { removeFields(named: name, bytes) }
        }
    }

    private mutating func removeFields(named name: Range<Int>, _ bytes: Span<UInt8>) {
        for index in 0..<parsedFieldCount where bytes.equals(bytes, name, ignoringCaseIn: fields[index].nameRange) {
            switch fields[index].name {
            case .host, .contentLength, .transferEncoding, .upgrade: break
            default: facts.removed.insert(index)
            }
        }
    }

    /// To what the fields named Upgrade want to change the connection (RFC 9110 §7.8).
    mutating func upgradeSought(_ bytes: Span<UInt8>) -> Upgrade {
        guard has(.upgrade), facts.options.upgrades, version == .http11 else { return .none }
        var sought = Upgrade.none
        for index in 0..<parsedFieldCount where fields[index].name == .upgrade {
            var elements = ListElements(fields[index].valueRange)
            while let element = elements.next(in: bytes) {
                if element.isEmpty { continue }
                if Self.isHTTP2(bytes, element) { return .none }
                let isAlone = sought == .none && bytes.equals("websocket", ignoringCaseIn: element)
                sought = isAlone ? .webSocket : .other
            }
        }
        return sought
    }

    /// Whether a protocol is HTTP/2, under whatever name: `h2c`, `h2`, `HTTP/2.0`.
    private static func isHTTP2(_ bytes: Span<UInt8>, _ element: Range<Int>) -> Bool {
        let first = element.lowerBound
        if element.count >= 2 && element.count <= 3 {
            return ASCII.lowercase(bytes[first]) == UInt8(ascii: "h") && bytes[first + 1] == UInt8(ascii: "2")
        }
        return element.count >= 5 && bytes.equals("http/", ignoringCaseIn: first..<first + 5)
    }

    /// Lets the Upgrade fields be forwarded.
    mutating func keepUpgrade(_ sought: Upgrade) {
        facts.upgrade = sought
        guard sought != .none else { return }
        for index in 0..<parsedFieldCount where fields[index].name == .upgrade { facts.removed.remove(index) }
    }
}
