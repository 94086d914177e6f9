/// The keywords of `vrrp_script`.
enum ScriptKeyword: String, BlockKeyword {
    case script
    case interval
    case timeout
    case weight
    case rise
    case fall
    case user
    case initFail = "init_fail"

    static let block = "vrrp_script"
    static let refused: [RefusedKeywords] = []

    var manual: KeywordManual {
        switch self {
        case .script:
            KeywordManual(
                "COMMAND",
                "The command with its parameters, in one pair of double quotes; single quotes inside keep "
                    + "blanks. Words after it are an error (keepalived drops them).")
        case .interval: KeywordManual("SECONDS", default: "1", "Whole seconds from one run to the next, 1-4294.")
        case .timeout: KeywordManual("SECONDS", default: "the interval", "A run that takes longer has failed; 1-4294.")
        case .weight:
            KeywordManual(
                "-253..253 [reverse]", default: "0: failure is a fault",
                "Added to the priority on success, or taken "
                    + "from it on failure when negative.")
        case .rise: KeywordManual("NUMBER", default: "1", "Successes in a row that count as success.")
        case .fall: KeywordManual("NUMBER", default: "1", "Failures in a row that count as failure.")
        case .user: KeywordManual("USER [GROUP]", default: "script_user", "Who runs it.")
        case .initFail: KeywordManual("", default: "off", "It counts as failed until it has succeeded.")
        }
    }
}

/// The keywords of `vrrp_track_process`.
enum ProcessKeyword: String, BlockKeyword {
    case process
    case parameterMatch = "param_match"
    case weight
    case quorum
    case quorumMaximum = "quorum_max"
    case delay
    case forkDelay = "fork_delay"
    case terminateDelay = "terminate_delay"
    case fullCommand = "full_command"

    static let block = "vrrp_track_process"
    static let refused: [RefusedKeywords] = []

    var manual: KeywordManual {
        switch self {
        case .process:
            KeywordManual(
                "NAME [PARAMETER...]",
                "Matched exactly with the process's name (15 bytes); with parameters, with its "
                    + "command line.", repetition: .refused)
        case .parameterMatch:
            KeywordManual(
                "[initial|partial]", default: "exact",
                "'partial': the first parameters match; 'initial': the last one "
                    + "may be longer; nothing: no parameters at all.")
        case .weight:
            KeywordManual(
                "-254..254 [reverse]", default: "0: absence is a fault",
                "As in vrrp_script. (The manual says 1; "
                    + "2.2.7 uses 0.)", repetition: .refused)
        case .quorum: KeywordManual("1-65535", default: "1", "How many must run.")
        case .quorumMaximum:
            KeywordManual("0-65535", default: "unlimited", "How many may run. 0: none may, and quorum is 0.")
        case .delay: KeywordManual("SECONDS", default: "0", "Sets both delays; 0.000001-3600.")
        case .forkDelay: KeywordManual("SECONDS", default: "0", "How long the quorum must last to count.")
        case .terminateDelay: KeywordManual("SECONDS", default: "0", "How long its loss must last to count.")
        case .fullCommand: KeywordManual("", default: "off", "The command line is matched, not the process's name.")
        }
    }
}

/// The keywords of `vrrp_sync_group`.
enum SyncGroupKeyword: String, BlockKeyword {
    case group
    case trackScript = "track_script"
    case trackInterface = "track_interface"
    case trackProcess = "track_process"
    case notify
    case notifyMaster = "notify_master"
    case notifyBackup = "notify_backup"
    case notifyFault = "notify_fault"
    case notifyStop = "notify_stop"
    case globalTracking = "global_tracking"
    case trackingWeight = "sync_group_tracking_weight"

    static let block = "vrrp_sync_group"

    var manual: KeywordManual {
        switch self {
        case .group:
            KeywordManual(block: "The names of the instances, in lines or words.", repetition: .refused)
        case .trackScript: KeywordManual(block: "As in vrrp_instance, for every member.")
        case .trackInterface: KeywordManual(block: "As in vrrp_instance, for every member.")
        case .trackProcess: KeywordManual(block: "As in vrrp_instance, for every member.")
        case .globalTracking:
            KeywordManual("", default: "off", "As sync_group_tracking_weight; deprecated, and `keepalived -t` fails.")
        case .trackingWeight:
            KeywordManual("", default: "off", "Members may track with weights. Without it a weight is an error.")
        default:
            KeywordManual(
                "COMMAND [USER [GROUP]]", default: "none", "As in vrrp_instance, with GROUP and the group's name.",
                repetition: .refused)
        }
    }

    static let refused = [
        RefusedKeywords("track_file", "track a script that reads the file"),
        RefusedKeywords("track_bfd", "clusterd speaks no BFD"),
        RefusedKeywords("smtp_alert", "clusterd sends no mail; use a notify script"),
        RefusedKeywords("notify_priority_changes", "there is no notify FIFO"),
    ]
}
