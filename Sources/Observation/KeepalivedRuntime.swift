/// What a running keepalived says of itself (the data file it writes on SIGUSR1).
package struct KeepalivedRuntime: Hashable, Sendable {
    /// `router_id` of the configuration it has loaded.
    package var routerID = ""
    package var instances: [Instance] = []

    package struct Instance: Hashable, Sendable {
        package var name: String
        /// `MASTER`, `BACKUP`, `FAULT` or `INIT`.
        package var state = ""
        package var priority = 0
        package var effectivePriority = 0
        package var interface = ""
        package var virtualRouterID = 0
        /// Seconds since 1970.
        package var lastTransition: Double = 0
    }

    /// Reads what stands under the global definitions and under the VRRP topology: other sections use the same words
    /// (`State`, `Interface`) for other things.
    package init(data: String) {
        var isOfInterest = true
        for line in data.split(separator: "\n") {
            if line.hasPrefix("------<") {
                isOfInterest = line.contains("Global definitions") || line.contains("VRRP Topology")
            }
            guard isOfInterest, let separator = line.firstRange(of: " = ") else { continue }
            let key = line[..<separator.lowerBound].drop { $0 == " " }
            read(String(key), String(line[separator.upperBound...]))
        }
    }

    private mutating func read(_ key: String, _ value: String) {
        if key == "Router ID" {
            routerID = value
        } else if key == "VRRP Instance" {
            instances.append(Instance(name: value))
        } else if !instances.isEmpty {
            Self.read(key, value, into: &instances[instances.count - 1])
        }
    }

    private static func read(_ key: String, _ value: String, into instance: inout Instance) {
        switch key {
        case "State": instance.state = value
        case "Priority": instance.priority = Int(value) ?? 0
        case "Effective priority": instance.effectivePriority = Int(value) ?? 0
        case "Interface" where instance.interface.isEmpty: instance.interface = value
        case "Virtual Router ID": instance.virtualRouterID = Int(value) ?? 0
        case "Last transition": instance.lastTransition = Double(value.prefix { $0 != " " }) ?? 0
        default: break
        }
    }
}
