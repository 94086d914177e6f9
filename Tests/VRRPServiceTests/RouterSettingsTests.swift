import Addresses
import KeepalivedConf
import Testing
import VRRP

@testable import VRRPService

@Suite("an instance of keepalived.conf as the state machine's settings")
struct RouterSettingsTests {
    private func settings(_ lines: String, addresses: String = "10.0.0.10/24") throws -> RouterSettings {
        RouterSettings(
            try Configurations.instance(lines, addresses: addresses), source: IPAddress("10.0.0.1"),
            isInSyncGroup: false)
    }

    @Test(
        "keeps the interval exactly",
        arguments: [
            ("advert_int 3", 300), ("version 3\nadvert_int 0.01", 1), ("version 3\nadvert_int 40.95", 4095), ("", 100),
        ])
    func interval(lines: String, centiseconds: Int) throws {
        #expect(try settings(lines).interval.centiseconds == centiseconds)
    }

    @Test("keeps the password as the packet has it")
    func password() throws {
        let settings = try settings("authentication {\nauth_type PASS\nauth_pass secret\n}")
        #expect(settings.authentication == .password(.init("secret")))
    }

    @Test("answers a higher priority unless the file says no: neighbours learn of the end of a split brain by it")
    func givingWay() throws {
        #expect(try settings("").advertisesBeforeGivingWay)
        #expect(try !settings("higher_prio_send_advert false").advertisesBeforeGivingWay)
    }

    @Test("speaks to its unicast peers alone")
    func unicast() throws {
        let settings = try settings("unicast_src_ip 10.0.0.1\nunicast_peer {\n10.0.0.2\n10.0.0.3\n}")
        guard case .unicast(let peers, _) = settings.transport else {
            Issue.record("\(settings.transport)")
            return
        }
        #expect(peers.map(\.address) == [IPAddress("10.0.0.2"), IPAddress("10.0.0.3")])
    }

    @Test("preempts, starts and accepts as the file says")
    func behaviour() throws {
        let settings = try settings("state BACKUP\nnopreempt\npriority 50")
        #expect(!settings.preempts)
        #expect(!settings.startsAsMaster)
        #expect(settings.priority == 50)
        #expect(settings.virtualRouterID == 51)
        #expect(settings.addresses == [try #require(IPAddress("10.0.0.10"))])
    }

    @Test("tracks the other interfaces that its addresses and routes are on, unless no_track says otherwise")
    func interfaces() throws {
        let instance = try Configurations.instance(
            "virtual_routes {\n10.1.0.0/16 via 10.0.0.7 dev eth3\n}",
            addresses: "10.0.0.10/24\n10.0.0.11/24 dev eth2\n10.0.0.12/24 dev eth4 no_track")
        #expect(instance.interfacesOfAddresses == ["eth2", "eth3"])
    }
}
