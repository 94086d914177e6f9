/// A value of JSON (RFC 8259), written without a library: there is none without Foundation.
indirect enum JSONValue {
    case text(String)
    case number(Int64)
    case boolean(Bool)
    case null
    case list([JSONValue])
    case object([(String, JSONValue)])

    var description: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): "\(number)"
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        case .list(let values): "[" + values.map { $0.description }.joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.0) + ":" + $0.1.description }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Status {
    var json: String {
        JSONValue.object([
            ("router_id", .text(routerID)), ("file", .text(file)), ("process", .number(Int64(process))),
            ("started_ms", .number(started / 1_000_000)), ("instances", .list(routers.map { $0.json })),
            ("tracked", .object(tracked.sorted { $0.key < $1.key }.map { ($0.key, .boolean($0.value)) })),
        ]).description
    }
}

extension Status.Router {
    fileprivate var json: JSONValue {
        .object([
            ("name", .text(name)), ("state", .text(state)), ("since_ms", .number(since / 1_000_000)),
            ("interface", .text(interface)), ("virtual_router_id", .number(Int64(virtualRouterID))),
            ("version", .number(Int64(version))), ("priority", .number(Int64(priority))),
            ("effective_priority", .number(Int64(effectivePriority))), ("source", .text(source)),
            ("master", master.map { .text($0) } ?? .null),
            ("master_priority", masterPriority.map { .number(Int64($0)) } ?? .null),
            ("addresses", .list(addresses.map { .text($0) })), ("faults", .text(faults)),
            ("counters", .object(counters.map { ($0.name, .number(Int64(clamping: $0.value))) })),
            (
                "transitions",
                .list(
                    transitions.map {
                        .object([
                            ("at_ms", .number($0.at / 1_000_000)), ("from", .text($0.from)), ("to", .text($0.to)),
                            ("reason", .text($0.reason)),
                        ])
                    })
            ),
        ])
    }
}
