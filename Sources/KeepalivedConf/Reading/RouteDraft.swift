import Addresses

/// A line of `virtual_routes` as written, checked for itself.
struct RouteDraft {
    let location: SourceLocation
    var kind = VirtualRoute.Kind.unicast
    /// `default` counts as all of the gateway's family.
    var destination: Destination?
    var gateway: IPAddress?
    var source: IPAddress?
    var device: String?
    var scope: Scope?
    var table: UInt32?
    var metric: UInt32?
    var mtu: Int?
    var isOnLink = false
    var isTracked = true

    enum Destination {
        case everywhere
        case prefix(Prefix)
    }

    static func read(_ block: [Statement], _ diagnostics: inout Diagnostics) -> [RouteDraft] {
        block.compactMap { $0.isPlainEntry(&diagnostics) ? RouteDraft($0, &diagnostics) : nil }
    }

    private init?(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        location = statement.location
        var options = OptionScanner<RouteOption>(statement.words[...], at: location)
        let before = diagnostics.errorCount
        while true {
            if destination == nil, let word = options.plainWord() {
                read(destination: word, &diagnostics)
            } else if let option = options.next(&diagnostics) {
                read(option, &options, &diagnostics)
            } else {
                break
            }
        }
        guard diagnostics.errorCount == before else { return nil }
        check(&diagnostics)
        guard diagnostics.errorCount == before else { return nil }
    }

    private mutating func read(destination word: String, _ diagnostics: inout Diagnostics) {
        if word == "default" {
            destination = .everywhere
        } else if let prefix = Prefix(word, at: location, &diagnostics) {
            destination = .prefix(prefix)
        }
    }

    private mutating func read(
        _ option: RouteOption, _ options: inout OptionScanner<RouteOption>, _ diagnostics: inout Diagnostics
    ) {
        switch option {
        case .to: readDestination(&options, &diagnostics)
        case .blackhole: readKind(.blackhole, &options, &diagnostics)
        case .unreachable: readKind(.unreachable, &options, &diagnostics)
        case .prohibit: readKind(.prohibit, &options, &diagnostics)
        case .via: gateway = options.address(&diagnostics)
        case .source: source = options.address(&diagnostics)
        case .device, .outputInterface:
            device = options.value("an interface", &diagnostics)
                .flatMap { interfaceName($0, at: location, &diagnostics) }
        case .scope: scope = options.scope(&diagnostics)
        case .table: table = options.table(&diagnostics)
        case .metric, .priority, .preference:
            metric = options.number(0...Int(UInt32.max), &diagnostics).map { UInt32($0) }
        case .mtu: mtu = options.number(68...65535, &diagnostics)
        case .onLink: isOnLink = true
        case .noTrack: isTracked = false
        }
    }

    private mutating func readKind(
        _ kind: VirtualRoute.Kind, _ options: inout OptionScanner<RouteOption>, _ diagnostics: inout Diagnostics
    ) {
        if self.kind != .unicast { diagnostics.error(location, "a route is of one kind only") }
        self.kind = kind
        readDestination(&options, &diagnostics)
    }

    private mutating func readDestination(
        _ options: inout OptionScanner<RouteOption>, _ diagnostics: inout Diagnostics
    ) {
        guard let word = options.value("a destination, as 10.0.0.0/8 or default", &diagnostics) else { return }
        if destination != nil {
            diagnostics.error(location, "a route has one destination: \(quoted(word)) is a second")
        }
        read(destination: word, &diagnostics)
    }

    private func check(_ diagnostics: inout Diagnostics) {
        guard destination != nil else {
            return diagnostics.error(location, "a route needs a destination, as 10.0.0.0/8 or default")
        }
        var families = Set([gateway, source].compactMap { $0?.family })
        if case .prefix(let prefix) = destination { families.insert(prefix.address.family) }
        if families.count > 1 { diagnostics.error(location, "a route cannot mix IPv4 and IPv6 addresses") }
        if kind != .unicast, gateway != nil || device != nil || isOnLink {
            diagnostics.error(location, "a route that leads nowhere takes no 'via', 'dev' or 'onlink'")
        }
        if kind == .unicast, gateway == nil, device == nil {
            diagnostics.error(location, "a route needs 'via' and an address, or 'dev' and an interface")
        } else if isTracked, device == nil {
            diagnostics.error(location, "a route without 'dev' cannot be tracked: add 'dev', or 'no_track'")
        }
    }
}

extension OptionScanner<RouteOption> {
    fileprivate mutating func table(_ diagnostics: inout Diagnostics) -> UInt32? {
        let expected = "main, local, default or a number from 1 to 4294967295"
        guard let word = value(expected, &diagnostics) else { return nil }
        if let table = ["default": 253, "main": 254, "local": 255][word] { return UInt32(table) }
        if let table = decimal(word), (1...Int(UInt32.max)).contains(table) { return UInt32(table) }
        return refuse(word, expected, &diagnostics)
    }
}
