import Addresses

/// `authentication` as written.
struct AuthenticationDraft {
    enum Kind {
        case none
        case password
    }

    let location: SourceLocation
    var kind: Kind?
    var password: Password?
}

/// `use_vmac [NAME] [MAC]` as written.
struct VirtualMACDraft {
    let location: SourceLocation
    var interface: String?
    /// Five or six octets.
    var address: [UInt8]?

    init?(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        location = statement.location
        for word in statement.arguments {
            let isFirst = interface == nil && address == nil
            if word.utf8.contains(UInt8(ascii: ":")), address == nil {
                guard let octets = Self.octets(word) else {
                    diagnostics.error(
                        location, "\(quoted(word)) is no MAC address: five or six octets, as 02:00:5e:00:01:07")
                    return nil
                }
                address = octets
            } else if isFirst {
                guard let name = interfaceName(word, at: location, &diagnostics) else { return nil }
                interface = name
            } else {
                diagnostics.error(location, "'use_vmac' wants [NAME] [MAC]: \(quoted(word)) is unexpected")
                return nil
            }
        }
    }

    /// Five or six octets of one or two hexadecimal digits, of a unicast address.
    private static func octets(_ word: String) -> [UInt8]? {
        let octets = word.split(separator: ":", omittingEmptySubsequences: false).map { part in
            part.utf8.count <= 2 && part.utf8.first != UInt8(ascii: "+") ? UInt8(part, radix: 16) : nil
        }
        guard octets.count == 5 || octets.count == 6, !octets.contains(nil) else { return nil }
        let bytes = octets.compactMap { $0 }
        return bytes[0] & 1 == 0 ? bytes : nil
    }
}

extension InstanceDraft {
    mutating func readAuthentication(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        var draft = authentication ?? AuthenticationDraft(location: statement.location)
        readBlock(statement.block ?? [], of: AuthenticationKeyword.self, &diagnostics) {
            keyword, entry, diagnostics in
            switch keyword {
            case .type: draft.kind = entry.authenticationKind(&diagnostics)
            case .password: draft.password = entry.password(&diagnostics)
            }
        }
        authentication = draft
    }

    mutating func readPeers(_ statement: Statement, _ diagnostics: inout Diagnostics) {
        var peers = unicastPeers?.value ?? []
        for entry in statement.block ?? [] where entry.isPlainEntry(&diagnostics) {
            guard peers.count < Limit.entries else {
                diagnostics.error(entry.location, "there are more than \(Limit.entries) peers: the rest is not read")
                break
            }
            guard let peer = readPeer(entry, &diagnostics) else { continue }
            if peers.contains(where: { $0.value.address == peer.address }) {
                diagnostics.warning(entry.location, "unicast peer '\(peer.address)' is already given; it counts once")
            } else {
                peers.append(Located(value: peer, location: entry.location))
            }
        }
        unicastPeers = Located(value: peers, location: unicastPeers?.location ?? statement.location)
    }
}

extension InstanceDraft {
    /// `ADDRESS [min_ttl N] [max_ttl N]`; limits turn `check_unicast_src` on.
    private mutating func readPeer(_ entry: Statement, _ diagnostics: inout Diagnostics) -> Instance.UnicastPeer? {
        guard let address = IPAddress(entry.keyword) else {
            diagnostics.error(entry.location, "a unicast peer is an IP address, not \(quoted(entry.keyword))")
            return nil
        }
        var options = OptionScanner<PeerOption>(entry.arguments, at: entry.location)
        let before = diagnostics.errorCount
        var (least, most) = (0, 255)
        while let option = options.next(&diagnostics) {
            let limit = options.number(0...255, &diagnostics) ?? 0
            if option == .minimum { least = limit } else { most = limit }
            checksUnicastSource = true
        }
        guard diagnostics.errorCount == before else { return nil }
        guard least <= most else {
            diagnostics.error(entry.location, "'min_ttl' \(least) is more than 'max_ttl' \(most)")
            return nil
        }
        return Instance.UnicastPeer(address: address, hopLimits: UInt8(least)...UInt8(most))
    }
}

extension Statement {
    fileprivate func authenticationKind(_ diagnostics: inout Diagnostics) -> AuthenticationDraft.Kind? {
        switch argument("PASS or none", &diagnostics) {
        case "PASS": return .password
        case "none":
            diagnostics.warning(location, "keepalived does not know 'auth_type none': it wants no authentication block")
            return AuthenticationDraft.Kind.none
        case "AH":
            diagnostics.error(
                location, "clusterd does not support 'auth_type AH': RFC 3768 removed it; use PASS or none")
            return nil
        case .some(let word):
            diagnostics.error(location, "'auth_type' wants PASS or none, not \(quoted(word))")
            return nil
        case nil: return nil
        }
    }

    fileprivate func password(_ diagnostics: inout Diagnostics) -> Password? {
        guard let word = argument("one password", isSecret: true, &diagnostics) else { return nil }
        let bytes = Array(word.utf8)
        guard !bytes.isEmpty, bytes.count <= 8 else {
            let length = bytes.isEmpty ? "is empty" : "has \(bytes.count) bytes"
            diagnostics.error(
                location,
                "the password \(length); an advert holds 1 to 8 (keepalived cuts it off: give the first 8 to agree with it)"
            )
            return nil
        }
        return Password(bytes)
    }
}
