/// The options of a line of `unicast_peer`.
enum PeerOption: String, BlockKeyword {
    case minimum = "min_ttl"
    case maximum = "max_ttl"

    static let block = "unicast_peer"
    static let refused: [RefusedKeywords] = []

    var manual: KeywordManual {
        switch self {
        case .minimum: KeywordManual("0-255", default: "0", "The least TTL that is believed.")
        case .maximum: KeywordManual("0-255", default: "255", "The largest.")
        }
    }
}

/// The options of an address in `virtual_ipaddress` and `virtual_ipaddress_excluded`.
enum AddressOption: String, BlockKeyword {
    case device = "dev"
    case broadcast = "brd"
    case broadcastLong = "broadcast"
    case label
    case scope
    case preferredLifetime = "preferred_lft"
    case withoutNoDAD = "-nodad"
    case noPrefixRoute = "noprefixroute"
    case noTrack = "no_track"

    static let block = "virtual_ipaddress"

    var manual: KeywordManual {
        switch self {
        case .device:
            KeywordManual("NAME", default: "the instance's interface, or its VMAC", "Where the address lives.")
        case .broadcast: KeywordManual("ADDRESS|+|-", default: "none", "'+' and '-': all host bits set, or none. IPv4.")
        case .broadcastLong: KeywordManual("ADDRESS|+|-", default: "none", "As brd.")
        case .label: KeywordManual("LABEL", default: "none", "The name of the alias; at most 15 bytes. IPv4.")
        case .scope: KeywordManual("global|site|link|host|nowhere|0-255", default: "global", "IPv4.")
        case .preferredLifetime:
            KeywordManual("SECONDS|forever", default: "forever; 0 for IPv6 with /128", "0 makes it deprecated.")
        case .withoutNoDAD: KeywordManual("", default: "off", "Duplicate address detection is done for it (IPv6).")
        case .noPrefixRoute: KeywordManual("", default: "off", "The kernel makes no route for its prefix.")
        case .noTrack: KeywordManual("", default: "off", "Its removal by others does not end being master.")
        }
    }

    static let refused = [
        RefusedKeywords("peer home mngtmpaddr autojoin", "clusterd sets none such on its addresses"),
        RefusedKeywords("use_vmac", "use_vmac is for whole instances"),
    ]
}

/// The options of a route in `virtual_routes`.
enum RouteOption: String, BlockKeyword {
    case to
    case via
    case device = "dev"
    case outputInterface = "oif"
    case source = "src"
    case scope
    case table
    case metric
    case priority
    case preference
    case mtu
    case onLink = "onlink"
    case blackhole
    case unreachable
    case prohibit
    case noTrack = "no_track"

    static let block = "virtual_routes"

    var manual: KeywordManual {
        switch self {
        case .to: KeywordManual("PREFIX|default", "The destination; 'to' may be left out.", repetition: .refused)
        case .via: KeywordManual("ADDRESS", default: "none", "The next hop.")
        case .device:
            KeywordManual("NAME", default: "the kernel's choice", "Must be given, or no_track (as keepalived).")
        case .outputInterface: KeywordManual("NAME", "As dev.")
        case .source: KeywordManual("ADDRESS", default: "the kernel's choice", "The preferred source.")
        case .scope: KeywordManual("global|site|link|host|nowhere|0-255", default: "the kernel's choice", "IPv4.")
        case .table: KeywordManual("main|local|default|1-4294967295", default: "main", "Other names are refused.")
        case .metric: KeywordManual("0-4294967295", default: "the kernel's", "The route's priority.")
        case .priority: KeywordManual("0-4294967295", "As metric.")
        case .preference: KeywordManual("0-4294967295", "As metric.")
        case .mtu: KeywordManual("68-65535", default: "the interface's", "The path's largest packet.")
        case .onLink: KeywordManual("", default: "off", "The next hop is reached directly, whatever the addresses say.")
        case .blackhole: KeywordManual("PREFIX", "Drops what goes there; before the destination.")
        case .unreachable: KeywordManual("PREFIX", "Answers 'host unreachable'.")
        case .prohibit: KeywordManual("PREFIX", "Answers 'administratively prohibited'.")
        case .noTrack: KeywordManual("", default: "off", "Its removal by others does not end being master.")
        }
    }

    static let refused = [
        RefusedKeywords("gw", "it is deprecated; write 'via'"),
        RefusedKeywords("or nexthop weight", "a route has one next hop"),
        RefusedKeywords("inet inet6 default6", "write 0.0.0.0/0 or ::/0"),
        RefusedKeywords("throw unicast local nat broadcast anycast multicast", "no route of this type is made"),
        RefusedKeywords("protocol", "routes are made with protocol 18 (keepalived)"),
        RefusedKeywords(
            "tos dsfield hoplimit advmss rtt rttvar reordering window cwnd ssthresh realms rto_min initcwnd initrwnd "
                + "features quickack congctl pref fastopen_no_cookie ttl-propagate expires as encap vrf append prepend "
                + "add lock", "clusterd sets no such attribute of a route"),
    ]
}
