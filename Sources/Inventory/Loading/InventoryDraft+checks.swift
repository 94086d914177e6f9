/// What must hold between the values of an inventory.
extension InventoryDraft {
    /// The finished inventory. Whatever does not hold is reported to `reading`.
    func checked(_ reading: inout Reading) -> Inventory {
        var result = inventory
        result.virtualAddresses = virtualAddresses.map { $0.completed(by: inventory.balancers.map(\.host.address)) }
        checkNames(&reading)
        checkAddresses(&reading)
        checkPriorities(&reading)
        checkWeights(&reading)
        checkVirtualAddresses(&reading)
        checkVRRP(&reading)
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
            "the name of two hosts (the other is \($0)); each needs its own"
        }
    }

    private func checkAddresses(_ reading: inout Reading) {
        reading.reportRepeats(of: hosts.map { (reading.addressPlace(of: $0.path), $0.path, $0.host.address.address) }) {
            "its address is already that of \($0)"
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
        reading.reportRepeats(of: priorities) { "its priority is already that of \($0); each needs its own" }
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

    private func checkVRRP(_ reading: inout Reading) {
        let vrrp = inventory.vrrp
        let path = "vrrp.interval"
        let hasVersion3 = vrrp.version == 3 || virtualAddresses.contains { $0.address.family == .ipv6 }
        if vrrp.version == 2, !vrrp.interval.isMultiple(of: .seconds(1)) {
            let interval = DurationText.text(vrrp.interval)
            reading.report("found \(interval), expected whole seconds; fractions need \"version: 3\"", path)
        } else if hasVersion3, vrrp.interval > .milliseconds(40_950) {
            let reason = vrrp.version == 3 ? "in version 3" : "for IPv6 VIPs, which speak version 3"
            reading.report("found \(DurationText.text(vrrp.interval)), expected at most 40950ms \(reason)", path)
        }
        if vrrp.version == 3, vrrp.authentication != nil {
            reading.report(
                "VRRP version 3 has no authentication (RFC 5798 §9); remove it, or use \"version: 2\"",
                "vrrp.authentication")
        }
        if !vrrp.preempt, vrrp.preemptDelay > .zero {
            reading.report("has no effect with \"preempt: false\"; remove one of them", "vrrp.preempt_delay")
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
        of items: [(place: Place?, path: String, value: Value)], message: (_ first: String) -> String
    ) {
        var first: [Value: (place: Place?, path: String)] = [:]
        for item in items {
            if let earlier = first[item.value] {
                let line = earlier.place.map { ", line \($0.line)" } ?? ""
                report(message("\(earlier.path)\(line)"), at: item.place, item.path)
            } else {
                first[item.value] = (item.place, item.path)
            }
        }
    }
}
