import Addresses
import Testing

@testable import KeepalivedConf

/// Defaults of keepalived 2.2.7, as its own data dump shows them, and what the parts say of each other.
struct ResolvingTests {
    @Test("an instance that says little has keepalived's defaults")
    func instanceDefaults() throws {
        let configuration = try load(instance())
        let instance = configuration.instances[0]
        #expect(instance.initialState == .backup && instance.priority == 100 && instance.version == .v2)
        #expect(instance.family == .ipv4 && instance.advertisementInterval == .seconds(1) && instance.password == nil)
        #expect(instance.preempts && instance.preemptDelay == .zero && instance.accepts && instance.tracksInterface)
        #expect(instance.sourceAddress == nil && instance.virtualMAC == nil && instance.debugLevel == 0)
        #expect(instance.transport == .multicast(group: try #require(IPAddress("224.0.0.18"))))
        #expect(!instance.ignoresLowerPriority && instance.answersHigherPriority == nil && !instance.skipsAddressCheck)
        let arp = instance.gratuitousARP
        #expect(arp.delay == .seconds(5) && arp.count == 5 && arp.refresh == .zero && arp.refreshCount == 1)
        #expect(arp.lowerPriorityDelay == .seconds(5) && arp.lowerPriorityCount == 5)
        #expect(arp.interval == .zero && arp.neighbourInterval == .zero)
        #expect(configuration.global.routerID == nil && configuration.global.realTimePriority == nil)
        #expect(instance.location.line == 1 && instance.interfaceLocation.line == 3)
    }

    @Test("IPv6 means version 3 and the group of IPv6, whatever vrrp_version says")
    func ipv6() throws {
        let instance = try load("global_defs {\nvrrp_version 2\n}\n" + instance(vip: "fe80::1/64")).instances[0]
        #expect(instance.version == .v3 && instance.family == .ipv6)
        #expect(instance.transport == .multicast(group: try #require(IPAddress("ff02::12"))))
    }

    @Test("global_defs is the default of each instance, which may say otherwise")
    func globals() throws {
        let text = """
            global_defs {
            vrrp_version 3
            vrrp_garp_master_delay 4
            vrrp_garp_master_repeat 6
            vrrp_garp_lower_prio_repeat 0
            vrrp_garp_interval 0.001
            vrrp_lower_prio_no_advert
            vrrp_higher_prio_send_advert yes
            vrrp_mcast_group4 224.0.0.20
            script_user nobody nogroup
            }
            global_defs {
            router_id r
            }

            """
        let other = instance("garp_master_delay 9\nlower_prio_no_advert off\nversion 2", name: "B", vrid: 2)
        let configuration = try load(text + instance("notify \"/bin/true\"") + other)
        let (first, second) = (configuration.instances[0], configuration.instances[1])
        #expect(first.version == .v3 && second.version == .v2 && configuration.global.routerID == "r")
        #expect(first.gratuitousARP.delay == .seconds(4) && first.gratuitousARP.count == 6)
        #expect(first.gratuitousARP.lowerPriorityDelay == .seconds(4) && first.gratuitousARP.lowerPriorityCount == 0)
        #expect(first.gratuitousARP.interval == .milliseconds(1))
        #expect(second.gratuitousARP.delay == .seconds(9) && second.gratuitousARP.lowerPriorityDelay == .seconds(4))
        #expect(first.ignoresLowerPriority && !second.ignoresLowerPriority && second.answersHigherPriority == true)
        #expect(first.transport == .multicast(group: try #require(IPAddress("224.0.0.20"))))
        #expect(first.notifications.any?.user == ScriptUser(user: "nobody", group: "nogroup"))
    }

    @Test(
        "vrrp_min_garp sets what is not given",
        arguments: [("", 0, 1), ("vrrp_garp_master_delay 4\nvrrp_garp_master_repeat 6", 4, 6)])
    func minimumARP(_ lines: String, _ delay: Int, _ count: Int) throws {
        let arp = try load("global_defs {\nvrrp_min_garp\n\(lines)\n}\n" + instance()).instances[0].gratuitousARP
        #expect(arp.delay == .seconds(delay) && arp.count == count && arp.lowerPriorityCount == count)
    }

    @Test(
        "adverts of strangers are believed in unicast unless the file says otherwise",
        arguments: [
            ("", "", false, 0...255), ("check_unicast_src\n", "", true, 0...255), ("", " min_ttl 254", true, 254...255),
            ("", " max_ttl 9", true, 0...9),
        ])
    func unicast(_ line: String, _ limits: String, _ checksSource: Bool, _ range: ClosedRange<UInt8>) throws {
        let peers = "unicast_peer {\n10.0.0.2\(limits)\n}"
        let address = try #require(IPAddress("10.0.0.2"))
        let expected = Instance.Transport.unicast(
            peers: [Instance.UnicastPeer(address: address, hopLimits: range)], checksSource: checksSource)
        #expect(try load(instance(line + peers)).instances[0].transport == expected)
        let global = "global_defs {\nvrrp_check_unicast_src\n}\n"
        guard case .unicast(_, checksSource: true) = try load(global + instance(peers)).instances[0].transport else {
            Issue.record("vrrp_check_unicast_src is not the default of the instance")
            return
        }
    }

    @Test("scripts and processes have keepalived's defaults")
    func trackedDefaults() throws {
        let tracked =
            "vrrp_script p {\nscript \"/bin/a 'b c'\"\ninterval 3\n}\nvrrp_track_process q {\nprocess haproxy\n}\n"
        let configuration = try load(tracked + instance("track_script { p }\ntrack_process { q weight -5 reverse }"))
        let script = configuration.scripts[0]
        #expect(script.command.arguments == ["/bin/a", "b c"] && script.command.user == nil)
        #expect(script.interval == .seconds(3) && script.timeout == .seconds(3) && script.rise == 1 && script.fall == 1)
        #expect(script.weight == .fault && !script.startsFailed)
        let process = configuration.processes[0]
        #expect(process.parameterMatch == .none && !process.matchesFullCommand && process.quorum == 1)
        #expect(process.quorumMaximum == nil && process.forkDelay == .zero && process.weight == .fault)
        let tracking = configuration.instances[0].tracking
        #expect(tracking.scripts.map(\.weight) == [.fault])
        #expect(tracking.processes.map(\.weight) == [Weight(value: -5, isReversed: true)])
    }

    @Test(
        "a process is matched as its lines say",
        arguments: [
            ("process a", TrackedProcess.ParameterMatch.none, false), ("process a b", .exact, true),
            ("process a b\nparam_match partial", .partial, true), ("param_match\nprocess a", .exact, true),
            ("process a\nfull_command", .none, true), ("process a b\nparam_match initial", .initial, true),
        ])
    func processMatch(_ lines: String, _ match: TrackedProcess.ParameterMatch, _ isFull: Bool) throws {
        let text = "vrrp_track_process q {\n\(lines)\n}\n" + instance("track_process { q }")
        let process = try load(text).processes[0]
        #expect(process.parameterMatch == match && process.matchesFullCommand == isFull)
    }

    @Test("a reference takes the weight of its script unless it has its own")
    func weights() throws {
        let script = "vrrp_script p {\nscript /bin/a\nweight 5 reverse\n}\n"
        for (line, weight) in [
            ("p", "weight 5 reverse"), ("p weight 7", "weight 7 reverse"), ("p weight 7 noreverse", "weight 7"),
        ] {
            let instance = try load(script + instance("track_script { \(line) }")).instances[0]
            #expect(instance.tracking.scripts[0].weight.description == weight)
        }
    }

    @Test("a VMAC has RFC 5798's address and takes the addresses that name no other interface")
    func virtualMAC() throws {
        let text = instance("use_vmac", vrid: 7, vip: "10.0.0.1\n10.0.0.2 dev eth0\n10.0.0.3 dev eth1")
        let instance = try load(text).instances[0]
        #expect(instance.virtualMAC?.interface == "vrrp.7" && instance.virtualMAC?.address == [0, 0, 0x5E, 0, 1, 7])
        #expect(instance.virtualAddresses.map(\.interface) == ["vrrp.7", "vrrp.7", "eth1"])
        let both = text + KeepalivedConfTests.instance("use_vmac 02:00:00:00:05", name: "B", vrid: 7, vip: "fe80::1")
        #expect(try load(both).instances[1].virtualMAC?.interface == "vrrp.7.2")
        #expect(try load(both).instances[1].virtualMAC?.address == [2, 0, 0, 0, 5, 7])
    }

    @Test(
        "an instance that lacks something is told once",
        arguments: [
            (
                "vrrp_instance A {\nvirtual_router_id 1\nvirtual_ipaddress { 10.0.0.1 }\n}",
                "k.conf:1: vrrp_instance 'A' has no 'interface': add 'interface NAME'"
            ),
            (
                "vrrp_instance A {\ninterface e\nvirtual_ipaddress { 10.0.0.1 }\n}",
                "k.conf:1: vrrp_instance 'A' has no 'virtual_router_id': add 'virtual_router_id' with a number from 1 to 255"
            ),
            (
                "vrrp_instance A {\ninterface e\nvirtual_router_id 1\n}",
                "k.conf:1: vrrp_instance 'A' has no 'virtual_ipaddress': add 'virtual_ipaddress { … }' with at least one address"
            ),
            (
                "vrrp_instance A {\ninterface e\nvirtual_router_id x\nvirtual_ipaddress { 10.0.0.1 }\n}",
                "k.conf:3: 'virtual_router_id' wants a number from 1 to 255, not 'x'"
            ),
            (
                "vrrp_instance A {\ninterface e\nvirtual_router_id 1\nvirtual_ipaddress { x }\n}",
                "k.conf:4: 'x' is no IP address with a prefix, as 10.0.0.10/24"
            ),
            ("\n\n", "k.conf:1: there is no vrrp_instance: nothing to do"),
        ])
    func incomplete(_ text: String, _ expected: String) { #expect(errors(text) == [expected]) }

    @Test("authentication with version 3 is an error that says why")
    func authentication() {
        let told = errors(instance("authentication {\nauth_type PASS\nauth_pass x\n}\nversion 3"))
        #expect(
            told == [
                "k.conf:2: VRRP version 3 has no authentication (RFC 5798 §9): remove the block, or use 'version 2'"
            ])
    }

    @Test(
        "version 3 counts in hundredths of a second up to 40.95",
        arguments: [("0.01", true), ("40.95", true), ("40.96", false), ("0.015", false)])
    func interval(_ seconds: String, _ isAccepted: Bool) {
        #expect((errors(instance("version 3\nadvert_int \(seconds)")) == []) == isAccepted)
    }

    @Test("a virtual router is one for its interface, number and family; unicast ones may share them with other peers")
    func duplicates() {
        let (first, peer) = (instance(), "unicast_peer {\n10.0.0.2\n}")
        #expect(
            errors(first + instance(name: "B")) == [
                "k.conf:9: virtual_router_id 1 on 'eth0' is already that of vrrp_instance 'A', defined at k.conf:1"
            ])
        #expect(errors(first + instance(name: "B", vip: "fe80::1")) == [])
        #expect(errors(first + instance(peer, name: "B")) == [])
        #expect(errors(instance(peer) + instance(peer, name: "B")).count == 1)
        #expect(errors(first + instance()).contains("k.conf:9: vrrp_instance 'A' is already defined at k.conf:1"))
    }

    @Test(
        "a sync group needs two known members, each in no other",
        arguments: [
            ("vrrp_sync_group G {\n}", "vrrp_sync_group 'G' needs 'group { … }' with its instances"),
            (
                "vrrp_sync_group G {\ngroup { A }\n}",
                "vrrp_sync_group 'G' has one member only: add the others, or remove the group"
            ),
            ("vrrp_sync_group G {\ngroup { A BB }\n}", "there is no vrrp_instance 'BB': did you mean 'B'?"),
            ("vrrp_sync_group G {\ngroup { A B A }\n}", "'A' is already in the sync group 'G'"),
            (
                "vrrp_sync_group G {\ngroup { A B }\n}\nvrrp_sync_group H {\ngroup { A B }\n}",
                "'A' is already in the sync group 'G'"
            ),
        ])
    func syncGroup(_ text: String, _ expected: String) {
        let told = errors(instance() + instance(name: "B", vrid: 2) + text)
        #expect(told.contains { $0.hasSuffix(": \(expected)") }, "\(told)")
    }

    @Test("a sync group is read whole")
    func syncGroupModel() throws {
        let text = """
            vrrp_sync_group G {
            group {
            A
            B
            }
            track_interface { eth9 weight 3 }
            sync_group_tracking_weight
            notify_master "/bin/m x" root
            }

            """
        let group = try load(text + instance() + instance(name: "B", vrid: 2)).syncGroups[0]
        #expect(group.members == ["A", "B"] && group.allowsWeights)
        #expect(group.tracking.interfaces.map(\.name) == ["eth9"])
        #expect(group.notifications.master?.arguments == ["/bin/m", "x"])
        #expect(group.notifications.master?.user?.description == "root")
    }

    @Test("a weight is an error where it could not change the priority")
    func forbiddenWeights() {
        let script = "vrrp_script p {\nscript /bin/a\n}\n"
        let tracking = "track_script { p weight 5 }"
        let group = "vrrp_sync_group G {\ngroup { A B }\n}\n"
        let allowing = "vrrp_sync_group G {\ngroup { A B }\nsync_group_tracking_weight\n}\n"
        let members = instance(tracking) + instance(name: "B", vrid: 2)
        #expect(errors(script + instance("priority 255\n" + tracking)).count == 1)
        #expect(errors(script + members + group).count == 1)
        #expect(errors(script + members + allowing) == [])
    }

    @Test(
        "what is doubtful is a warning at its line",
        arguments: [
            (
                "global_defs {\nenable_script_security\n}\nvrrp_script p {\nscript /bin/a\n}\n",
                "k.conf:4: warning: vrrp_script 'p' is tracked by nothing: it never runs"
            ),
            (
                "vrrp_track_process p {\nprocess a\n}\n",
                "k.conf:1: warning: vrrp_track_process 'p' is tracked by nothing"
            ),
            (
                "vrrp_track_process p {\nprocess /bin/a\n}\n",
                "k.conf:2: warning: '/bin/a' is compared with names of processes: add 'full_command' to match a path"
            ),
            (
                "vrrp_track_process p {\nprocess abcdefghijklmnop\n}\n",
                "k.conf:2: warning: 'abcdefghijklmnop' has 16 bytes, names of processes at most 15: shorten it, or add 'full_command'"
            ),
            (
                "vrrp_script p {\nscript /bin/a\n}\n",
                "k.conf:2: warning: scripts are run even where others than root may change them: add 'enable_script_security' to global_defs"
            ),
        ])
    func warnings(_ text: String, _ expected: String) throws {
        #expect(try load(text + instance()).warnings.map(\.description).contains(expected))
    }
}
