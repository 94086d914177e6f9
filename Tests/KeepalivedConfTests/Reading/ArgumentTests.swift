import Testing

@testable import KeepalivedConf

/// What each keyword of a block takes and refuses: the line is line 2 of the file.
struct ArgumentTests {
    @Test(
        "an instance tells what it wants of a keyword",
        arguments: [
            ("priority 0", "'priority' wants a number from 1 to 255, not '0'"),
            ("priority", "'priority' wants a number from 1 to 255"),
            ("priority 1 2", "'priority' wants a number from 1 to 255 and nothing more: '2' is unexpected"),
            ("priority 99999999999999999999", "'priority' wants a number from 1 to 255, not '99999999999999999999'"),
            ("state master", "'state' wants MASTER or BACKUP, not 'master'"),
            ("version 4", "'version' wants a number from 2 to 3, not '4'"),
            ("advert_int 0", "'advert_int' wants seconds from 0.01 to 255, not '0'"),
            ("advert_int 1e0", "'advert_int' wants seconds from 0.01 to 255, not '1e0'"),
            (
                "advert_int 1.5",
                "VRRP version 2 sends every 1 to 255 whole seconds, not 1.5: use whole seconds, or 'version 3'"
            ),
            ("nopreempt on", "'nopreempt' takes no argument: 'on' is unexpected"),
            ("preempt_delay 1001", "'preempt_delay' wants seconds from 0 to 1000, not '1001'"),
            ("debug 5", "'debug' wants a number from 0 to 4, not '5'"),
            ("garp_master_delay 0.5", "'garp_master_delay' wants whole seconds from 0 to 4294, not '0.5'"),
            ("garp_master_repeat 0", "'garp_master_repeat' wants a number from 1 to 65535, not '0'"),
            ("lower_prio_no_advert ON", "'lower_prio_no_advert' wants on, true or yes, or off, false or no, not 'ON'"),
            ("mcast_src_ip x", "'mcast_src_ip' wants an IP address, not 'x'"),
            ("mcast_src_ip fe80::3", "the source address 'fe80::3' is not of the addresses' family"),
            ("interface a/b", "'a/b' is no interface name: no '/', ':' or blank may be in it"),
            (
                "interface abcdefghijklmnop",
                "the interface name 'abcdefghijklmnop' has 16 bytes; the kernel takes at most 15"
            ),
            ("use_vmac a b", "'use_vmac' wants [NAME] [MAC]: 'b' is unexpected"),
            ("use_vmac v zz:00", "'zz:00' is no MAC address: five or six octets, as 02:00:5e:00:01:07"),
            (
                "use_vmac v 01:00:5e:00:00:01",
                "'01:00:5e:00:00:01' is no MAC address: five or six octets, as 02:00:5e:00:01:07"
            ),
            ("vmac_xmit_base", "'vmac_xmit_base' works only with 'use_vmac'"),
            ("notify_master", "'notify_master' wants a command in double quotes"),
            ("notify_master \"\"", "'notify_master' wants a command in double quotes"),
            ("notify_master \"a 'b\"", "a quoted string is not closed on its line: add the missing '"),
            (
                "notify_master \"a\" u g x",
                "'u' after the command of 'notify_master' is unexpected: put the command and its parameters in one pair of double quotes"
            ),
            ("notify \"a \\0\"", "the command of 'notify' must be UTF-8 without a zero byte"),
            ("native_ipv6", "'native_ipv6' contradicts the IPv4 addresses of this instance"),
            ("nopreempt\nstate MASTER", "'nopreempt' works only with 'state BACKUP'"),
            (
                "nopreempt\npriority 255",
                "'nopreempt' contradicts priority 255: the owner of the addresses always preempts"
            ),
            ("preempt_delay 1\nstate MASTER", "'preempt_delay' works only with 'state BACKUP'"),
            ("preempt_delay 1\nnopreempt", "'preempt_delay' contradicts 'nopreempt'"),
            (
                "unicast_src_ip 10.0.0.1",
                "'unicast_src_ip' without peers: add 'unicast_peer { … }', or write 'mcast_src_ip'"
            ),
            ("unicast_peer { }", "'unicast_peer' names no address: add one, or remove the block"),
            ("unicast_peer { 10.0.0.2 10.0.0.3 }", "unknown keyword '10.0.0.3' in unicast_peer"),
            ("unicast_peer { 10.0.0.2 min_ttl 256 }", "'min_ttl' wants a number from 0 to 255, not '256'"),
            ("unicast_peer { 10.0.0.2 min_ttl 5 max_ttl 4 }", "'min_ttl' 5 is more than 'max_ttl' 4"),
            ("unicast_peer { fd00::1 }", "the peer 'fd00::1' is not of the addresses' family"),
            ("unicast_peer { x }", "a unicast peer is an IP address, not 'x'"),
            ("use_vmac\nunicast_peer { 10.0.0.2 }", "'use_vmac' with unicast peers needs 'vmac_xmit_base'"),
            ("authentication x {\n}", "'authentication' takes no argument: 'x' is unexpected"),
            (
                "authentication { auth_type AH\n}",
                "clusterd does not support 'auth_type AH': RFC 3768 removed it; use PASS or none"
            ),
            ("authentication { auth_type PASS\n}", "'auth_type PASS' wants a password: add 'auth_pass'"),
            (
                "authentication { auth_pass 123456789\n}",
                "the password has 9 bytes; an advert holds 1 to 8 (keepalived cuts it off: give the first 8 to agree with it)"
            ),
            ("track_script { gone }", "there is no vrrp_script 'gone'"),
            ("track_process { gone }", "there is no vrrp_track_process 'gone'"),
            ("track_interface { eth0 }", "the interface 'eth0' is the instance's own and always tracked: remove it"),
            ("track_interface { e weight 254 }", "'weight' wants a number from -253 to 253, not '254'"),
            ("track_interface { e weight }", "a tracked interface is written NAME [weight N [reverse]], one a line"),
            (
                "track_interface { e weight 1 noreverse }",
                "'noreverse' is unexpected: a tracked interface is NAME [weight N [reverse]]"
            ),
            ("track_interface { e { } }", "'e' takes no block: remove '{' and '}'"),
        ])
    func instanceKeyword(_ line: String, _ expected: String) {
        let told = errors(instance(line))
        #expect(told.contains("k.conf:2: \(expected)"), "\(told)")
    }

    @Test(
        "global_defs tells what it wants of a keyword",
        arguments: [
            ("router_id", "'router_id' wants one name"),
            ("vrrp_version 1", "'vrrp_version' wants a number from 2 to 3, not '1'"),
            (
                "vrrp_mcast_group4 10.0.0.1",
                "'vrrp_mcast_group4' wants a multicast address (224.0.0.0/4), not '10.0.0.1'"
            ),
            ("vrrp_mcast_group4 ff02::12", "'vrrp_mcast_group4' wants an IPv4 address, not 'ff02::12'"),
            (
                "vrrp_mcast_group6 ff05::12",
                "'vrrp_mcast_group6' wants a link-local multicast address (ff02::), not 'ff05::12'"
            ),
            ("vrrp_rt_priority 100", "'vrrp_rt_priority' wants a number from 1 to 99, not '100'"),
            ("script_user", "'script_user' wants a user, and a group or nothing more"),
            ("script_user a b c", "'script_user' wants a user, and a group or nothing more"),
            ("vrrp_garp_interval 1.0000001", "'vrrp_garp_interval' wants seconds from 0 to 2147, not '1.0000001'"),
            ("vrrp_no_swap no", "'vrrp_no_swap' takes no argument: 'no' is unexpected"),
        ])
    func globalKeyword(_ line: String, _ expected: String) {
        #expect(errors("global_defs {\n\(line)\n}\n").contains("k.conf:2: \(expected)"))
    }

    @Test(
        "scripts and processes tell what they want of a keyword",
        arguments: [
            ("vrrp_script p {\ninterval 0.5\n}", "k.conf:2: 'interval' wants whole seconds from 1 to 4294, not '0.5'"),
            (
                "vrrp_script p {\nscript /bin/a b\n}",
                "k.conf:2: 'b' after the command of 'script' is unexpected: put the command and its parameters in one pair of double quotes"
            ),
            ("vrrp_script p {\nweight 254\n}", "k.conf:2: 'weight' wants a number from -253 to 253, not '254'"),
            ("vrrp_script p {\nweight 2 revers\n}", "k.conf:2: after a weight only 'reverse' may stand, not 'revers'"),
            ("vrrp_script p {\nweight\n}", "k.conf:2: 'weight' wants a number from -253 to 253"),
            ("vrrp_script p {\n}", "k.conf:1: vrrp_script 'p' has no 'script'"),
            ("vrrp_script {\n}", "k.conf:1: 'vrrp_script' wants one name"),
            ("vrrp_script \"\" {\n}", "k.conf:1: 'vrrp_script' wants a name that is not empty"),
            ("vrrp_track_process p {\n}", "k.conf:1: vrrp_track_process 'p' has no 'process'"),
            ("vrrp_track_process p {\nprocess a\nprocess b\n}", "k.conf:3: 'process' is already given at k.conf:2"),
            (
                "vrrp_track_process p {\nparam_match foo\n}",
                "k.conf:2: 'param_match' wants 'initial', 'partial' or nothing, not 'foo'"
            ),
            ("vrrp_track_process p {\ndelay 0\n}", "k.conf:2: 'delay' wants seconds from 0.000001 to 3600, not '0'"),
            (
                "vrrp_track_process p {\nprocess a\nquorum_max 1\nquorum 2\n}",
                "k.conf:3: 'quorum_max' 1 is less than 'quorum' 2"
            ),
            (
                "vrrp_track_process p {\nprocess a\nquorum_max 0\nquorum 1\n}",
                "k.conf:3: 'quorum_max' 0 is less than 'quorum' 1"
            ),
        ])
    func trackedKeyword(_ text: String, _ expected: String) {
        #expect(errors(text).contains(expected), "\(errors(text))")
    }

    @Test(
        "seconds have a fraction of up to six digits",
        arguments: [
            ("1", Duration.seconds(1)), ("0.25", .milliseconds(250)), (".5", .milliseconds(500)), ("1.", .seconds(1)),
            ("0.000001", .microseconds(1)), ("0.0000001", nil), ("", nil), (".", nil), ("-1", nil), ("+1", nil),
            ("1.2.3", nil),
            ("99999999999999999999", nil), ("0x1", nil),
        ])
    func seconds(_ word: String, _ expected: Duration?) { #expect(microseconds(word) == expected) }
}
