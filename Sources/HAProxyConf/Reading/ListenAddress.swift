import Addresses

/// An address and port to listen on.
struct ListenAddress: Hashable {
    let address: IPAddress
    let port: UInt16

    /// `[ADDRESS]:PORT[-PORT]`, several between commas (configuration.txt §4.2, "bind").
    static func read(_ word: Word) throws(Refusal) -> [ListenAddress] {
        var all: [ListenAddress] = []
        for part in word.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard !part.isEmpty else {
                throw Refusal("there is an empty address in \(quoted(word.text)): is a variable not set?")
            }
            let (address, ports) = try parse(part)
            guard all.count + ports.count <= Limit.bindAddresses else {
                throw Refusal("\(quoted(word.text)) means more than \(Limit.bindAddresses) sockets")
            }
            for port in ports { all.append(ListenAddress(address: address, port: port)) }
        }
        return all
    }

    private static func parse(_ text: String) throws(Refusal) -> (IPAddress, ClosedRange<UInt16>) {
        let (family, rest) = try familyPrefix(text)
        guard let parts = HostAndPort(rest), let portText = parts.port else {
            throw Refusal("\(quoted(text)) has no port: ADDRESS:PORT is expected, as 10.0.0.10:80, :80 or [::]:80")
        }
        guard let ports = range(portText) else {
            throw Refusal("\(quoted(portText)) is no port or range of ports, from 1 to 65535")
        }
        guard let address = try address(parts.host, family) else {
            let kind = family == .ipv6 ? "IPv6" : family == .ipv4 ? "IPv4" : "IP"
            throw Refusal("\(quoted(parts.host)) is no \(kind) address, '*' or nothing")
        }
        return (address, ports)
    }

    private static func familyPrefix(_ text: String) throws(Refusal) -> (IPAddress.Family?, String) {
        if text.hasPrefix("ipv4@") { return (.ipv4, String(text.dropFirst(5))) }
        if text.hasPrefix("ipv6@") { return (.ipv6, String(text.dropFirst(5))) }
        if text.hasPrefix("/") || text.utf8.contains(UInt8(ascii: "@")) {
            throw Refusal("clusterd does not listen on \(quoted(text)): only IPv4 and IPv6 addresses are supported")
        }
        return (nil, text)
    }

    private static func address(_ host: String, _ family: IPAddress.Family?) throws(Refusal) -> IPAddress? {
        if host.isEmpty || host == "*" { return family == .ipv6 ? IPAddress(v6: 0, 0) : IPAddress(v4: 0) }
        if host == "localhost" { return family == .ipv6 ? IPAddress(v6: 0, 1) : IPAddress(v4: 0x7F00_0001) }
        guard let address = IPAddress(host), family == nil || address.family == family else { return nil }
        return address
    }

    private static func range(_ text: String) -> ClosedRange<UInt16>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.map { decimal(Array($0.utf8)) ?? 0 }
        guard parts.count <= 2, let low = numbers.first, let high = numbers.last, low >= 1, high <= 65_535, low <= high
        else { return nil }
        return UInt16(low)...UInt16(high)
    }
}

/// `HOST:PORT`, split at the last colon; `[HOST]:PORT` for IPv6 addresses, whose brackets may be left away.
struct HostAndPort {
    let host: String
    /// nil: there is no colon.
    let port: String?

    /// nil: a bracket is not closed, or something but a port follows it.
    init?(_ text: String) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : String(rest.dropFirst())
        } else if let colon = text.lastIndex(of: ":") {
            host = String(text[..<colon])
            port = String(text[text.index(after: colon)...])
        } else {
            host = text
            port = nil
        }
    }
}

extension HostAddress {
    /// An address, or a name that can be one of a host.
    init?(text: String) {
        if let address = IPAddress(text) {
            self = .ip(address)
        } else if text == "localhost" {
            self = .ip(IPAddress(v4: 0x7F00_0001))
        } else {
            guard Self.isName(Array(text.utf8)) else { return nil }
            self = .name(text)
        }
    }

    /// Labels of letters, digits, '-' and '_' between dots (RFC 1123 §2.1). The last one is not all digits: that is an
    /// address with a slip of the pen.
    private static func isName(_ text: [UInt8]) -> Bool {
        let labels = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.count <= 253, let last = labels.last, !last.allSatisfy({ $0.isDigit }) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-")
                && label.allSatisfy {
                    $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                }
        }
    }
}
