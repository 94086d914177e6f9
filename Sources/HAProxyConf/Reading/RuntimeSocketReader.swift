import Addresses

/// Reads `stats socket` of `global`.
struct RuntimeSocketReader {
    private var mode: UInt16?
    private var user: ProcessAccount?
    private var group: ProcessAccount?
    private var level = RuntimeSocket.Level.operator

    static func read(_ arguments: inout Arguments) throws(Refusal) -> RuntimeSocket {
        let endpoint = try endpoint(try arguments.next("a path, or an address with a port"))
        var reader = RuntimeSocketReader()
        while !arguments.isAtEnd { try reader.option(&arguments) }
        return RuntimeSocket(
            endpoint: endpoint, mode: reader.mode, user: reader.user, group: reader.group, level: reader.level,
            location: arguments.location)
    }

    private static func endpoint(_ word: Word) throws(Refusal) -> RuntimeSocket.Endpoint {
        let text = word.text
        if text.hasPrefix("unix@") || text.hasPrefix("/") {
            let path = text.hasPrefix("/") ? text : String(text.dropFirst(5))
            // sun_path has 108 bytes, and a reload binds beside the old socket under a longer name.
            guard (1...97).contains(path.utf8.count) else {
                throw Refusal("the path of a socket has 1 to 97 bytes, not \(path.utf8.count)")
            }
            return .path(path)
        }
        let targets = try ListenAddress.read(word)
        guard targets.count == 1 else { throw Refusal("a stats socket has one address") }
        return .ip(targets[0].address, port: targets[0].port)
    }

    private mutating func option(_ arguments: inout Arguments) throws(Refusal) {
        let name = try arguments.keyword("", isPart: false)
        switch name {
        case "mode":
            let word = try arguments.next("an octal mode, as 660")
            guard let value = UInt16(word.text, radix: 8), value <= 0o777, word.bytes.allSatisfy({ $0.isDigit }) else {
                throw arguments.refusal(word, "an octal mode, as 660")
            }
            mode = value
        case "user": user = .name(try arguments.next("a user").text)
        case "group": group = .name(try arguments.next("a group").text)
        case "uid": user = .id(UInt32(try arguments.number(0...4_294_967_294)))
        case "gid": group = .id(UInt32(try arguments.number(0...4_294_967_294)))
        case "level":
            level = [.user, .operator, .admin][try arguments.choice(["user", "operator", "admin"])]
        default:
            throw Refusal(unknownOrRefused(name, among: Self.known, Self.refused, "after 'stats socket'"))
        }
    }

    static let known = ["mode", "user", "group", "uid", "gid", "level"]

    static let refused = [
        RefusedKeywords("expose-fd", "remove it: listening sockets are kept over a reload anyway"),
        RefusedKeywords(
            "accept-netscaler-cip accept-proxy backlog defer-accept id interface maxconn mss name namespace nice process "
                + "proto severity-output shards tcp-ut tfo thread transparent v4v6 v6only",
            "commands need no more than a path, a mode, an owner and a level"),
        RefusedKeywords("ssl", "clusterd does not speak TLS"),
    ]
}
