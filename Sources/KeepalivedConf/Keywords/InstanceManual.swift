extension InstanceKeyword {
    var manual: KeywordManual {
        switch self {
        case .state:
            KeywordManual(
                "MASTER|BACKUP", default: "BACKUP",
                "What to be at the start; MASTER starts at once only with priority 255.")
        case .interface:
            KeywordManual(
                "NAME", "Where adverts go; at most 15 bytes. Must be given (keepalived can do without in unicast).")
        case .virtualRouterID:
            KeywordManual("1-255", "Must be given. Once for an interface and address family, as keepalived.")
        case .priority: KeywordManual("1-255", default: "100", "The highest is master; 255 owns the addresses.")
        case .advertisementInterval:
            KeywordManual(
                "SECONDS", default: "1",
                "Version 2: whole seconds, 1-255. Version 3: hundredths, 0.01-40.95. Anything "
                    + "else is an error (keepalived rounds; `keepalived -t` fails).")
        case .version:
            KeywordManual(
                "2|3", default: "vrrp_version; 3 for IPv6", "2 with IPv6 is an error, wherever it stands.",
                repetition: .refused)
        case .nativeIPv6: KeywordManual("", default: "by the addresses", "The instance is one of IPv6.")
        case .authentication:
            KeywordManual(block: "Only in version 2. In version 3 it is an error: its packets have no such field.")
        case .virtualAddresses:
            KeywordManual(
                block:
                    "Addresses of a master, told in adverts; one a line, of one family, at least one. RFC 5798 wants "
                    + "the first of IPv6 to be link-local; as keepalived, clusterd does not insist.")
        case .excludedAddresses: KeywordManual(block: "Addresses of a master that adverts do not tell; of any family.")
        case .virtualRoutes: KeywordManual(block: "Routes of a master; one a line.")
        case .useVMAC:
            KeywordManual(
                "[NAME] [MAC]", default: "off",
                "The addresses live on a macvlan with the virtual MAC; 'vrrp.VRID' and "
                    + "00:00:5e:00:01:VRID (IPv6: 02) unless given. Five octets: the VRID is the last.")
        case .transmitOnBase:
            KeywordManual(
                "", default: "off", "Adverts go through the interface itself; needed for unicast with use_vmac.")
        case .debug: KeywordManual("0-4", default: "0", "Read and not used, as in keepalived.")
        default: behaviourManual
        }
    }

    private var behaviourManual: KeywordManual {
        switch self {
        case .preempt: KeywordManual("", default: "on", "A higher priority takes over from a lower master.")
        case .nopreempt:
            KeywordManual(
                "", default: "off", "It does not. Needs state BACKUP and a priority below 255, else an error.")
        case .preemptDelay:
            KeywordManual("SECONDS", default: "0", "It waits, 0-1000. Needs state BACKUP and preempt, else an error.")
        case .accept: KeywordManual("", default: "on", "Packets for the addresses are taken.")
        case .noAccept: KeywordManual("", default: "off", "They are dropped unless the priority is 255.")
        case .multicastSource:
            KeywordManual("ADDRESS", default: "the interface's primary address", "The source address of adverts.")
        case .unicastSource:
            KeywordManual(
                "ADDRESS", default: "the interface's primary address", "The same; without unicast_peer an error.")
        case .unicastPeer:
            KeywordManual(
                block: "`ADDRESS [min_ttl 0-255] [max_ttl 0-255]`, one a line: where adverts go instead of the "
                    + "multicast group. A TTL outside of its limits is not believed; limits turn check_unicast_src on.")
        case .checkUnicastSource:
            KeywordManual("", default: "vrrp_check_unicast_src", "Unicast adverts are taken from its peers only.")
        case .dontTrackPrimary: KeywordManual("", default: "off", "A fault of the interface is no fault.")
        case .masterDelay: KeywordManual("SECONDS", default: "vrrp_garp_master_delay", "See there.")
        case .masterRepeat: KeywordManual("NUMBER", default: "vrrp_garp_master_repeat", "See there.")
        case .masterRefresh: KeywordManual("SECONDS", default: "vrrp_garp_master_refresh", "See there.")
        case .masterRefreshRepeat: KeywordManual("NUMBER", default: "vrrp_garp_master_refresh_repeat", "See there.")
        case .lowerPriorityDelay: KeywordManual("SECONDS", default: "vrrp_garp_lower_prio_delay", "See there.")
        case .lowerPriorityRepeat: KeywordManual("NUMBER", default: "vrrp_garp_lower_prio_repeat", "See there.")
        case .lowerPriorityNoAdvert: KeywordManual("[BOOL]", default: "vrrp_lower_prio_no_advert", "See there.")
        case .higherPrioritySendAdvert:
            KeywordManual("[BOOL]", default: "vrrp_higher_prio_send_advert", "See there.")
        case .skipAddressCheck: KeywordManual("[BOOL]", default: "vrrp_skip_check_adv_addr", "See there.")
        default: trackingManual
        }
    }

    private var trackingManual: KeywordManual {
        switch self {
        case .trackScript:
            KeywordManual(
                block: "`NAME [weight -253..253 [reverse|noreverse]]`, one a line; weight and reverse default to the "
                    + "script's. With priority 255 a weight is an error.")
        case .trackInterface:
            KeywordManual(
                block: "`NAME [weight -253..253 [reverse]]`, one a line. Without a weight its fault is ours. The "
                    + "instance's own interface is always tracked: naming it is an error.")
        case .trackProcess:
            KeywordManual(
                block: "`NAME [weight -254..254 [reverse|noreverse]]`, one a line; as track_script.")
        case .notify:
            KeywordManual(
                "COMMAND [USER [GROUP]]", default: "none",
                "Run on every change, with INSTANCE, name, state and "
                    + "priority. Twice is an error, and so are further words.", repetition: .refused)
        default:
            KeywordManual(
                "COMMAND [USER [GROUP]]", default: "none",
                self == .notifyStop ? "Run when clusterd stops." : "Run on becoming that.", repetition: .refused)
        }
    }
}
