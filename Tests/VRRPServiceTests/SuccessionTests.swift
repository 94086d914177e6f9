import KeepalivedConf
import Testing

@testable import VRRPService

@Suite("who goes on as whom at a reload")
struct SuccessionTests {
    /// `A eth0 51 v3`, with `peer 10.0.0.2` behind it for unicast.
    private func instances(_ descriptions: [String]) throws -> [Instance] {
        let blocks = descriptions.map { description in
            let words = description.split(separator: " ")
            let peer = words.count > 4 ? "unicast_src_ip 10.0.0.1\nunicast_peer {\n\(words[5])\n}" : ""
            return """
                vrrp_instance \(words[0]) {
                    interface \(words[1])
                    virtual_router_id \(words[2])
                    version \(words[3].dropFirst())
                    \(peer)
                    virtual_ipaddress {
                        10.0.0.10/24
                    }
                }
                """
        }
        return try Configurations.load(blocks.joined(separator: "\n")).instances
    }

    @Test(
        "the same name and place, else the same place",
        arguments: [
            ("the same", ["A eth0 51 v3"], ["A eth0 51 v3"], [0]),
            ("renamed", ["A eth0 51 v3"], ["B eth0 51 v3"], [0]),
            (
                "names exchanged: the place counts", ["A eth0 51 v3", "B eth0 52 v3"],
                ["B eth0 51 v3", "A eth0 52 v3"], [0, 1]
            ),
            ("another order", ["A eth0 51 v3", "B eth0 52 v3"], ["B eth0 52 v3", "A eth0 51 v3"], [1, 0]),
            ("another number", ["A eth0 51 v3"], ["A eth0 52 v3"], [nil]),
            ("another interface", ["A eth0 51 v3"], ["A eth1 51 v3"], [nil]),
            ("another version", ["A eth0 51 v3"], ["A eth0 51 v2"], [nil]),
            (
                "two of unicast in one place are told apart by name",
                ["A eth0 51 v3 peer 10.0.0.2", "B eth0 51 v3 peer 10.0.0.3"],
                ["B eth0 51 v3 peer 10.0.0.3", "A eth0 51 v3 peer 10.0.0.2"], [1, 0]
            ),
            (
                "the renamed one does not take another's place",
                ["A eth0 51 v3 peer 10.0.0.2", "B eth0 51 v3 peer 10.0.0.3"],
                ["C eth0 51 v3 peer 10.0.0.2", "A eth0 51 v3 peer 10.0.0.3"], [1, 0]
            ),
        ] as [(String, [String], [String], [Int?])])
    func predecessors(what: String, old: [String], new: [String], expected: [Int?]) throws {
        let found = Succession.predecessors(of: try instances(new), among: try instances(old))
        #expect(found == expected)
    }
}
