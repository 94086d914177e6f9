import Addresses

/// An inventory while it is read: the model, and what hosts and VIPs inherit.
struct InventoryDraft {
    var version = 1
    var inventory: Inventory
    /// Of every host that does not say otherwise.
    var ssh = SSHSettings()
    /// Of every balancer that does not say otherwise.
    var interface = Balancer(host: .unread, priority: 1).interface
    var virtualAddresses: [Placed<RequestedAddress>] = []

    init(file: String) {
        inventory = Inventory(
            name: Inventory.defaultName(file: file), file: file, balancers: [], webServers: [], virtualAddresses: [])
    }

    /// The balancer at `index` of the file, before its own keys are read.
    func balancer(at index: Int) -> Balancer {
        Balancer(host: Host(name: "", address: .unread, ssh: ssh), priority: 101 - index, interface: interface)
    }

    func webServer(at _: Int) -> WebServer {
        WebServer(host: Host(name: "", address: .unread, ssh: ssh))
    }
}

extension Inventory {
    /// The file's name without its extension, in the characters that a cluster's name has.
    static func defaultName(file: String) -> String {
        let name = file.split(separator: "/").last ?? ""
        let stem = name.split(separator: ".").first ?? ""
        let letters = stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(letters.drop { $0 == "-" }.prefix(63)).trimmingSuffix("-")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}

extension Host {
    /// Stands in for a required value that is yet to be read.
    static var unread: Host { Host(name: "", address: .unread) }
}

extension InterfaceAddress {
    static var unread: InterfaceAddress {
        InterfaceAddress(address: IPAddress(bytes: [0, 0, 0, 0]), prefixLength: 24)
    }
}
