import Addresses

/// What must hold between the values of an inventory.
extension InventoryDraft {
    /// The finished inventory. Whatever does not hold is reported to `reading`.
    func checked(_ reading: inout Reading) -> Inventory {
        var result = inventory
        result.virtualAddresses = virtualAddresses.map {
            $0.value.completed(by: inventory.balancers.map(\.host.address))
        }
        checkNames(&reading)
        checkAddresses(&reading)
        checkPriorities(&reading)
        checkWeights(&reading)
        checkVirtualAddresses(&reading)
        checkInterval(&reading)
        checkAuthentication(&reading)
        checkPreemption(&reading)
        checkUnicast(&reading)
        return result
    }

    /// Every host with its key path.
    var hosts: [(path: String, host: Host)] {
        inventory.balancers.map { ("balancers".appending(key: $0.host.name), $0.host) }
            + inventory.webServers.map { ("web".appending(key: $0.host.name), $0.host) }
    }

    private func checkNames(_ reading: inout Reading) {
        if !TextRule.clusterName.allows(inventory.name), reading.places["name"] == nil {
            reading.report("missing, for the file's name makes no cluster's name", "name")
        }
        reading.reportRepeats(of: hosts.map { (reading.keyPlaces[$0.path], $0.path, $0.host.name.lowercased()) }) {
            first, _ in
            "the name of two hosts (the other is \(first)); each needs its own"
        }
    }

    private func checkAddresses(_ reading: inout Reading) {
        reading.reportRepeats(of: hosts.map { (reading.addressPlace(of: $0.path), $0.path, $0.host.address.address) }) {
            "\($1) is already the address of \($0)"
        }
        for (path, host) in hosts {
            if let edge = host.address.edge(host.address.address) {
                reading.report(
                    "\(host.address) is \(edge) of its network, no host's", at: reading.addressPlace(of: path), path)
            }
        }
    }

    private func checkPriorities(_ reading: inout Reading) {
        let priorities = inventory.balancers.map { balancer in
            let path = "balancers".appending(key: balancer.host.name)
            return (reading.places[path + ".priority"] ?? reading.keyPlaces[path], path, balancer.priority)
        }
        reading.reportRepeats(of: priorities) { "priority \($1) is already that of \($0); each needs its own" }
        for (place, path, priority) in priorities where !(1...254).contains(priority) {
            reading.report(
                "its default priority is \(priority); give the balancers priorities, 1 to 254", at: place, path)
        }
    }

    private func checkWeights(_ reading: inout Reading) {
        if !inventory.webServers.isEmpty, inventory.webServers.allSatisfy({ $0.weight == 0 }) {
            reading.report("every web server has weight 0, so that none gets a request", "web")
        }
    }
}

extension Reading {
    /// Where the address of the host at `path` stands.
    func addressPlace(of path: String) -> Place? {
        places[path + ".address"] ?? places[path]
    }

    /// Reports each item whose value an earlier one has.
    mutating func reportRepeats<Value: Hashable>(
        of items: [(place: Place?, path: String, value: Value)], message: (_ first: String, Value) -> String
    ) {
        var first: [Value: String] = [:]
        for item in items {
            if let earlier = first[item.value] {
                report(message(earlier, item.value), at: item.place, item.path)
            } else {
                first[item.value] = item.path
            }
        }
    }
}
