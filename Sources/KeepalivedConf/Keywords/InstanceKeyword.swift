/// The keywords of `vrrp_instance`.
enum InstanceKeyword: String, BlockKeyword {
    case state
    case interface
    case virtualRouterID = "virtual_router_id"
    case priority
    case advertisementInterval = "advert_int"
    case version
    case nativeIPv6 = "native_ipv6"
    case authentication
    case preempt
    case nopreempt
    case preemptDelay = "preempt_delay"
    case accept
    case noAccept = "no_accept"
    case multicastSource = "mcast_src_ip"
    case unicastSource = "unicast_src_ip"
    case unicastPeer = "unicast_peer"
    case checkUnicastSource = "check_unicast_src"
    case virtualAddresses = "virtual_ipaddress"
    case excludedAddresses = "virtual_ipaddress_excluded"
    case virtualRoutes = "virtual_routes"
    case trackScript = "track_script"
    case trackInterface = "track_interface"
    case trackProcess = "track_process"
    case dontTrackPrimary = "dont_track_primary"
    case notify
    case notifyMaster = "notify_master"
    case notifyBackup = "notify_backup"
    case notifyFault = "notify_fault"
    case notifyStop = "notify_stop"
    case masterDelay = "garp_master_delay"
    case masterRepeat = "garp_master_repeat"
    case masterRefresh = "garp_master_refresh"
    case masterRefreshRepeat = "garp_master_refresh_repeat"
    case lowerPriorityDelay = "garp_lower_prio_delay"
    case lowerPriorityRepeat = "garp_lower_prio_repeat"
    case lowerPriorityNoAdvert = "lower_prio_no_advert"
    case higherPrioritySendAdvert = "higher_prio_send_advert"
    case skipAddressCheck = "skip_check_adv_addr"
    case useVMAC = "use_vmac"
    case transmitOnBase = "vmac_xmit_base"
    case debug

    static let block = "vrrp_instance"

    static let refused = [
        RefusedKeywords("smtp_alert", "clusterd sends no mail; use a notify script"),
        RefusedKeywords("track_file", "track a script that reads the file"),
        RefusedKeywords("track_bfd", "clusterd speaks no BFD"),
        RefusedKeywords("track_src_ip", "track the interface that has the address"),
        RefusedKeywords("virtual_rules", "use virtual_routes, or rules that are always there"),
        RefusedKeywords("mcast_dst_ip", "set vrrp_mcast_group4 or vrrp_mcast_group6 for all instances"),
        RefusedKeywords("unicast_ttl", "adverts are sent with a TTL of 255 (RFC 5798 §5.1.1.3)"),
        RefusedKeywords("unicast_fault_no_peer", "unicast without peers is an error"),
        RefusedKeywords("old_unicast_checksum", "checksums are RFC 5798's only"),
        RefusedKeywords("vrf", "give the instance an interface"),
        RefusedKeywords("use_vmac_addr use_ipvlan", "only use_vmac makes an interface"),
        RefusedKeywords("promote_secondaries", "set the sysctl net.ipv4.conf.INTERFACE.promote_secondaries"),
        RefusedKeywords("down_timer_adverts", "a master is down after three intervals and the skew time (the RFCs)"),
        RefusedKeywords("garp_extra_if vmac_garp_intvl", "gratuitous ARP is refreshed by garp_master_refresh"),
        RefusedKeywords("strict_mode", "say what you want of it one by one"),
        RefusedKeywords("notify_master_rx_lower_pri notify_deleted", "use notify, and notify_fault or notify_stop"),
        RefusedKeywords("notify_priority_changes", "there is no notify FIFO"),
        RefusedKeywords("kernel_rx_buf_size", "clusterd chooses its buffers"),
        RefusedKeywords("linkbeat_use_polling", "links are followed by the kernel's events"),
        RefusedKeywords("lvs_sync_daemon_interface", "clusterd balances with haproxy.cfg, not with IPVS"),
    ]
}

/// The keywords of `authentication`.
enum AuthenticationKeyword: String, BlockKeyword {
    case type = "auth_type"
    case password = "auth_pass"

    static let block = "authentication"
    static let refused: [RefusedKeywords] = []

    var manual: KeywordManual {
        switch self {
        case .type:
            KeywordManual(
                "PASS|none", default: "none",
                "'AH' is refused. 'none' is clusterd's own: keepalived wants no block then.")
        case .password:
            KeywordManual(
                "PASSWORD", "At most 8 bytes, else an error (keepalived cuts it; `keepalived -t` fails). Never shown.")
        }
    }
}
