import Addresses

/// The options of a `bind` line.
struct BindOptions {
    var acceptsProxyHeader = false
    var name: String?
    var maxConnections: Int?
    var backlog: Int?
    var takesIPv4: Bool?
}

/// Counts what all sections listen on.
final class SocketCount {
    private var count = 0

    func add(_ number: Int) throws(Refusal) {
        count += number
        guard count <= Limit.allBindAddresses else {
            throw Refusal("all sections together listen on more than \(Limit.allBindAddresses) sockets")
        }
    }
}

extension ProxyDraft {
    /// `bind ADDRESS:PORT… OPTIONS…`.
    mutating func readBind(_ arguments: inout Arguments) throws(Refusal) {
        let addresses = try ListenAddress.read(try arguments.next("an address and a port, as 10.0.0.10:80 or :80"))
        var options = BindOptions()
        while !arguments.isAtEnd {
            let name = try arguments.keyword("an option", isPart: false)
            try BindKeywords.vocabulary.find(name).read(&options, &arguments)
        }
        guard binds.count + addresses.count <= Limit.bindAddresses else {
            throw Refusal("this section listens on more than \(Limit.bindAddresses) sockets")
        }
        try scope.sockets.add(addresses.count)
        for address in addresses {
            binds.append(
                Bind(
                    address: address.address, port: address.port,
                    takesIPv4: address.address.family == .ipv6 ? options.takesIPv4 : nil,
                    acceptsProxyHeader: options.acceptsProxyHeader, name: options.name,
                    maxConnections: options.maxConnections, backlog: options.backlog, lineIndex: bindLines,
                    location: arguments.location))
        }
        bindLines += 1
    }
}
