/// The keywords of `global_defs`.
enum GlobalKeyword: String, BlockKeyword {
    case routerID = "router_id"
    case version = "vrrp_version"
    case multicastGroup4 = "vrrp_mcast_group4"
    case multicastGroup6 = "vrrp_mcast_group6"
    case masterDelay = "vrrp_garp_master_delay"
    case masterRepeat = "vrrp_garp_master_repeat"
    case masterRefresh = "vrrp_garp_master_refresh"
    case masterRefreshRepeat = "vrrp_garp_master_refresh_repeat"
    case lowerPriorityDelay = "vrrp_garp_lower_prio_delay"
    case lowerPriorityRepeat = "vrrp_garp_lower_prio_repeat"
    case arpInterval = "vrrp_garp_interval"
    case neighbourInterval = "vrrp_gna_interval"
    case minimumARP = "vrrp_min_garp"
    case lowerPriorityNoAdvert = "vrrp_lower_prio_no_advert"
    case higherPrioritySendAdvert = "vrrp_higher_prio_send_advert"
    case skipAddressCheck = "vrrp_skip_check_adv_addr"
    case checkUnicastSource = "vrrp_check_unicast_src"
    case scriptUser = "script_user"
    case scriptSecurity = "enable_script_security"
    case realTimePriority = "vrrp_rt_priority"
    case noSwap = "vrrp_no_swap"

    static let block = "global_defs"

    var manual: KeywordManual {
        switch self {
        case .routerID: KeywordManual("NAME", default: "the host's name", "Names this router in its logs and data.")
        case .version:
            KeywordManual("2|3", default: "2; 3 for IPv6", "The VRRP version of instances that do not set their own.")
        case .multicastGroup4: KeywordManual("ADDRESS", default: "224.0.0.18", "Where IPv4 adverts go.")
        case .multicastGroup6:
            KeywordManual("ADDRESS", default: "ff02::12", "Where IPv6 adverts go; link-local (ff02::…), as keepalived.")
        case .scriptUser:
            KeywordManual(
                "USER [GROUP]", default: "keepalived_script if it exists, else the user of clusterd",
                "Who runs scripts. `keepalived -t` of 2.2.7 ends itself unless it is root.")
        case .scriptSecurity:
            KeywordManual("", default: "off", "No script is run as root that another user could change.")
        case .realTimePriority:
            KeywordManual("1-99", default: "0: ordinary scheduling", "The priority under SCHED_RR.")
        case .noSwap: KeywordManual("", default: "off", "Memory is locked.")
        case .checkUnicastSource:
            KeywordManual("", default: "off", "Unicast adverts are taken from configured peers only, in all instances.")
        default: gratuitousARPManual
        }
    }

    private var gratuitousARPManual: KeywordManual {
        switch self {
        case .masterDelay:
            KeywordManual("SECONDS", default: "5", "When a new master repeats its gratuitous ARP; 0: never.")
        case .masterRepeat: KeywordManual("NUMBER", default: "5", "How many are sent at a time; at least 1.")
        case .masterRefresh:
            KeywordManual("SECONDS", default: "0", "How often a master refreshes its neighbours; 0: never.")
        case .masterRefreshRepeat: KeywordManual("NUMBER", default: "1", "How many a refresh sends; at least 1.")
        case .lowerPriorityDelay:
            KeywordManual(
                "SECONDS", default: "vrrp_garp_master_delay", "When they are repeated after a lower master was heard.")
        case .lowerPriorityRepeat:
            KeywordManual("NUMBER", default: "vrrp_garp_master_repeat", "How many then, at a time.")
        case .arpInterval:
            KeywordManual(
                "SECONDS", default: "0", "The time between two gratuitous ARP of an interface (microseconds).")
        case .neighbourInterval:
            KeywordManual("SECONDS", default: "0", "The same for neighbour advertisements.")
        case .minimumARP:
            KeywordManual(
                "[BOOL]", default: "off",
                "vrrp_garp_master_repeat becomes 1 and vrrp_garp_master_delay 0, unless they are given.")
        case .lowerPriorityNoAdvert:
            KeywordManual("[BOOL]", default: "off", "A master that hears a lower one is silent, as the RFCs ask.")
        case .higherPrioritySendAdvert:
            KeywordManual("[BOOL]", default: "off", "A master that hears a higher one answers before it gives way.")
        default:
            KeywordManual(
                "[BOOL]", default: "off", "The addresses of an advert are not compared again if its sender is the same."
            )
        }
    }

    static let refused = [
        RefusedKeywords(
            "notification_email notification_email_from smtp_server smtp_helo_name smtp_connect_timeout smtp_alert "
                + "smtp_alert_vrrp smtp_alert_checker no_email_faults no_checker_emails",
            "clusterd sends no mail; use a notify script"),
        RefusedKeywords("vrrp_strict", "say what you want of it one by one"),
        RefusedKeywords("dynamic_interfaces", "every interface must exist when clusterd starts"),
        RefusedKeywords("default_interface", "name the interface with 'dev'"),
        RefusedKeywords(
            "vrrp_garp_extra_if vrrp_vmac_garp_intvl", "gratuitous ARP is refreshed by vrrp_garp_master_refresh"),
        RefusedKeywords(
            "vrrp_down_timer_adverts", "a master is down after three intervals and the skew time (the RFCs)"),
        RefusedKeywords("vrrp_startup_delay", "order the unit after what it needs"),
        RefusedKeywords(
            "vrrp_notify_priority_changes notify_fifo notify_fifo_script vrrp_notify_fifo vrrp_notify_fifo_script "
                + "fifo_write_vrrp_states_on_reload", "there is no notify FIFO; use notify scripts"),
        RefusedKeywords(
            "startup_script startup_script_timeout shutdown_script shutdown_script_timeout",
            "use ExecStartPre= and ExecStopPost= in the unit"),
        RefusedKeywords(
            "vrrp_priority vrrp_cpu_affinity vrrp_rlimit_rttime vrrp_rlimit_rtime max_auto_priority "
                + "min_auto_priority_delay", "set vrrp_rt_priority, or Nice=, CPUAffinity= and LimitRTTIME= in the unit"
        ),
        RefusedKeywords(
            "vrrp_iptables nftables nftables_priority nftables_counters nftables_ifindex nftables_ipvs "
                + "nftables_ipvs_priority nftables_ipvs_start_fwmark", "clusterd writes no firewall rules"),
        RefusedKeywords("disable_local_igmp vmac_prefix vmac_addr_prefix", "name the interface in use_vmac"),
        RefusedKeywords(
            "vrrp_netlink_cmd_rcv_bufs vrrp_netlink_cmd_rcv_bufs_force vrrp_netlink_monitor_rcv_bufs "
                + "vrrp_netlink_monitor_rcv_bufs_force process_monitor_rcv_bufs process_monitor_rcv_bufs_force "
                + "vrrp_rx_bufs_policy vrrp_rx_bufs_multiplier", "clusterd chooses its buffers"),
        RefusedKeywords(
            "process_names process_name vrrp_process_name tmp_config_directory config_save_dir data_use_instance umask "
                + "random_seed", "clusterd has no use for it"),
        RefusedKeywords(
            "reload_check_config reload_time_file reload_repeat reload_file",
            "a reload with errors always keeps the running configuration"),
        RefusedKeywords("include_check", "use includer, includem, includew, includeb or includea"),
        RefusedKeywords("log_unknown_vrids", "adverts of other virtual routers are not read"),
        RefusedKeywords(
            "snmp_socket enable_snmp_vrrp enable_snmp_checker enable_snmp_keepalived enable_snmp_rfc enable_snmp_rfcv2 "
                + "enable_snmp_rfcv3 enable_traps enable_dbus dbus_service_name",
            "ask 'clusterd vrrp --status' instead"),
        RefusedKeywords(
            "lvs_sync_daemon lvs_timeouts lvs_flush lvs_flush_on_stop lvs_flush_onstop lvs_notify_fifo "
                + "lvs_notify_fifo_script lvs_process_name lvs_netlink_cmd_rcv_bufs lvs_netlink_cmd_rcv_bufs_force "
                + "lvs_netlink_monitor_rcv_bufs lvs_netlink_monitor_rcv_bufs_force rs_init_notifies "
                + "checker_log_all_failures checker_priority checker_no_swap checker_cpu_affinity checker_rt_priority "
                + "checker_rlimit_rttime checker_rlimit_rtime checker_process_name",
            "clusterd balances with haproxy.cfg, not with IPVS"),
        RefusedKeywords(
            "bfd_priority bfd_no_swap bfd_cpu_affinity bfd_rt_priority bfd_rlimit_rttime bfd_rlimit_rtime "
                + "bfd_process_name", "clusterd speaks no BFD"),
    ]
}
