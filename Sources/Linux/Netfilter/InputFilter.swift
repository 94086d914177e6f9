package import Addresses
internal import CLinux

/// Drops what comes for certain addresses before any program of this host sees it (nf_tables, without a library and
/// without nft(8)): what a router does that has a virtual address and may not accept for it (RFC 5798 §6.1, Accept_Mode).
///
/// Each set of addresses is a table of its own, of family `inet`, which nobody else's rules touch. Needs CAP_NET_ADMIN.
package struct InputFilter: ~Copyable {
    private var socket: NetlinkSocket

    package init() throws(LinuxError) {
        socket = try NetlinkSocket(protocolNumber: NETLINK_NETFILTER, "filter packets")
    }

    /// Drops everything that comes for these addresses, but what neighbours must ask about them: ARP is no IP, and
    /// neighbour discovery passes (RFC 4861). A table of this name is replaced, in one step.
    package mutating func drop(_ addresses: [IPAddress], table: String) throws(LinuxError) {
        let rules = addresses.flatMap(FilterRule.rules)
        try transact("drop packets to \(addresses.count) addresses in table \(table)") { batch in
            // A table must be there to be removed.
            batch.add(NFT_MSG_NEWTABLE.rawValue, NLM_F_CREATE) { $0.attribute(NFTA_TABLE_NAME.rawValue, text: table) }
            batch.add(NFT_MSG_DELTABLE.rawValue) { $0.attribute(NFTA_TABLE_NAME.rawValue, text: table) }
            batch.add(NFT_MSG_NEWTABLE.rawValue, NLM_F_CREATE) { $0.attribute(NFTA_TABLE_NAME.rawValue, text: table) }
            batch.add(NFT_MSG_NEWCHAIN.rawValue, NLM_F_CREATE) { Self.describeChain(&$0, table) }
            for rule in rules {
                batch.add(NFT_MSG_NEWRULE.rawValue, NLM_F_CREATE | NLM_F_APPEND) { message in
                    message.attribute(NFTA_RULE_TABLE.rawValue, text: table)
                    message.attribute(NFTA_RULE_CHAIN.rawValue, text: Self.chain)
                    rule.describe(in: &message)
                }
            }
        }
    }

    /// Lets everything pass again that the table dropped.
    ///
    /// - Returns: false if there was no such table.
    @discardableResult
    package mutating func remove(table: String) throws(LinuxError) -> Bool {
        do throws(LinuxError) {
            try transact("remove the table \(table)") { batch in
                batch.add(NFT_MSG_DELTABLE.rawValue) { $0.attribute(NFTA_TABLE_NAME.rawValue, text: table) }
            }
            return true
        } catch  where error.code == ENOENT {
            return false
        }
    }

    private static let chain = "input"

    private static func describeChain(_ message: inout NetlinkRequest, _ table: String) {
        message.attribute(NFTA_CHAIN_TABLE.rawValue, text: table)
        message.attribute(NFTA_CHAIN_NAME.rawValue, text: chain)
        message.nested(NFTA_CHAIN_HOOK.rawValue) {
            $0.attribute(NFTA_HOOK_HOOKNUM.rawValue, number: UInt32(NF_INET_LOCAL_IN.rawValue).bigEndian)
            $0.attribute(NFTA_HOOK_PRIORITY.rawValue, number: UInt32(0))
        }
        message.attribute(NFTA_CHAIN_POLICY.rawValue, number: UInt32(NF_ACCEPT).bigEndian)
        message.attribute(NFTA_CHAIN_TYPE.rawValue, text: "filter")
    }

    /// Sends all messages as one change: the kernel makes all of it or nothing.
    private mutating func transact(
        _ context: @autoclosure () -> String, _ fill: (inout FilterBatch) -> Void
    ) throws(LinuxError) {
        var batch = FilterBatch(socket.request(kind: FilterBatch.begin, flags: 0))
        fill(&batch)
        try socket.exchange(batch.finished(), context())
    }
}
