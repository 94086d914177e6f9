/// The forms of the statistics.
package enum StatisticsFormat: Sendable {
    case csv
    case typed
    case json
}

/// What of the statistics is asked for.
package struct StatisticsQuery: Sendable {
    /// `show stat`'s three numbers: of which proxy, which kinds of lines (bit 0 frontends, 1 backends, 2 servers,
    /// 3 listeners), and of which server; -1 is all.
    package struct Bounds: Sendable, Equatable {
        /// A proxy's name or number.
        package var proxy: String
        package var kinds: Int
        package var server: Int

        package init(proxy: String, kinds: Int, server: Int) {
            self.proxy = proxy
            self.kinds = kinds
            self.server = server
        }
    }

    package var format = StatisticsFormat.csv
    package var bounds: Bounds?
    /// Each field with its meaning (`desc`).
    package var describes = false
    /// Without servers in maintenance (`no-maint`).
    package var hidesMaintenance = false
    /// Without servers that are down (`up`).
    package var hidesDown = false
    /// Addresses, cookies and algorithms: for operators and administrators, and with `stats show-legends`.
    package var showsAddresses = false
    /// Only proxies whose name holds this, in whatever case.
    package var scope = ""

    package init() {}

    /// Whether servers are left out, and so the backend's status counts them.
    var countsServers: Bool { hidesMaintenance || hidesDown }

    /// - Parameter number: of the proxy asked for, from `proxyNumber(among:)`; nil for all.
    func includes(_ proxy: ProxySnapshot, number: Int?) -> Bool {
        if let number, number != -1, number != Int(proxy.identifier) { return false }
        return scope.isEmpty || proxy.name.holds(scope)
    }

    func includes(_ kind: LineKind) -> Bool {
        guard let bounds else { return true }
        return bounds.kinds & (1 << Int(kind.rawValue)) != 0
    }

    /// Whether the line of a server or a listener with this number is asked for.
    func includes(_ kind: LineKind, identifier: UInt32) -> Bool {
        includes(kind) && (bounds == nil || bounds?.server == -1 || bounds?.server == Int(identifier))
    }

    func includes(_ server: ServerSnapshot) -> Bool {
        guard includes(.server, identifier: server.identifier) else { return false }
        if hidesMaintenance && server.administration.isMaintenance { return false }
        return !(hidesDown && server.isPlainlyDown)
    }

    /// The number of the proxy that the bounds name: -1 for all, 0 for none such.
    func proxyNumber(among proxies: [ProxySnapshot]) -> Int? {
        guard let bounds else { return nil }
        if let proxy = proxies.first(where: { $0.name == bounds.proxy }) { return Int(proxy.identifier) }
        return Number.leading(bounds.proxy)
    }
}

extension String {
    /// Whether `part` stands in it, in whatever case (ASCII).
    func holds(_ part: String) -> Bool {
        let text = Array(utf8)
        let wanted = Array(part.utf8)
        guard wanted.count <= text.count else { return false }
        return (0...(text.count - wanted.count)).contains { start in
            wanted.indices.allSatisfy { text[start + $0].lowercased == wanted[$0].lowercased }
        }
    }
}

extension UInt8 {
    /// The small letter of a capital one (ASCII).
    var lowercased: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}
