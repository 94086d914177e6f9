import Addresses
internal import CLinux

/// A rule of nf_tables: what a packet must be, and what becomes of it. Pure: it is written into a message.
struct FilterRule: Hashable {
    /// One comparison; all of a rule's must hold.
    enum Condition: Hashable {
        /// The family: 2 for IPv4, 10 for IPv6 (NFPROTO_…).
        case family(UInt8)
        /// The protocol above IP.
        case transport(UInt8)
        /// Bytes of the packet, from the beginning of the IP header.
        case network(offset: UInt32, [UInt8])
        /// A byte from the beginning of what IP carries.
        case payload(offset: UInt32, UInt8)
    }

    enum Verdict: UInt32, Hashable {
        case drop = 0
        case accept = 1
    }

    let conditions: [Condition]
    let verdict: Verdict

    /// What drops packets to an address. For IPv6, neighbour solicitations and advertisements (types 135 and 136,
    /// RFC 4861) pass: without them nobody could send to the address what is to be forwarded.
    static func rules(for address: IPAddress) -> [FilterRule] {
        switch address.family {
        case .ipv4:
            let isOurs: [Condition] = [.family(2), .network(offset: 16, address.bytes)]
            return [FilterRule(conditions: isOurs, verdict: .drop)]
        case .ipv6:
            let isOurs: [Condition] = [.family(10), .network(offset: 24, address.bytes)]
            let discovery: [FilterRule] = [135, 136].map { type in
                FilterRule(conditions: isOurs + [.transport(58), .payload(offset: 0, type)], verdict: .accept)
            }
            return discovery + [FilterRule(conditions: isOurs, verdict: .drop)]
        }
    }

    func describe(in message: inout NetlinkRequest) {
        message.nested(NFTA_RULE_EXPRESSIONS.rawValue) { list in
            for condition in conditions { condition.describe(in: &list) }
            Self.expression("immediate", in: &list) {
                $0.attribute(NFTA_IMMEDIATE_DREG.rawValue, number: UInt32(NFT_REG_VERDICT.rawValue).bigEndian)
                $0.nested(NFTA_IMMEDIATE_DATA.rawValue) {
                    $0.nested(NFTA_DATA_VERDICT.rawValue) {
                        $0.attribute(NFTA_VERDICT_CODE.rawValue, number: verdict.rawValue.bigEndian)
                    }
                }
            }
        }
    }

    fileprivate static func expression(
        _ name: String, in list: inout NetlinkRequest, _ data: (inout NetlinkRequest) -> Void
    ) {
        list.nested(NFTA_LIST_ELEM.rawValue) {
            $0.attribute(NFTA_EXPR_NAME.rawValue, text: name)
            $0.nested(NFTA_EXPR_DATA.rawValue, data)
        }
    }
}

extension FilterRule.Condition {
    fileprivate func describe(in list: inout NetlinkRequest) {
        let wanted: [UInt8]
        switch self {
        case .family(let number):
            wanted = [number]
            Self.load(meta: UInt32(NFT_META_NFPROTO.rawValue), in: &list)
        case .transport(let number):
            wanted = [number]
            Self.load(meta: UInt32(NFT_META_L4PROTO.rawValue), in: &list)
        case .network(let offset, let bytes):
            wanted = bytes
            Self.load(UInt32(NFT_PAYLOAD_NETWORK_HEADER.rawValue), offset, bytes.count, in: &list)
        case .payload(let offset, let byte):
            wanted = [byte]
            Self.load(UInt32(NFT_PAYLOAD_TRANSPORT_HEADER.rawValue), offset, 1, in: &list)
        }
        FilterRule.expression("cmp", in: &list) {
            $0.attribute(NFTA_CMP_SREG.rawValue, number: Self.register.bigEndian)
            $0.attribute(NFTA_CMP_OP.rawValue, number: UInt32(NFT_CMP_EQ.rawValue).bigEndian)
            $0.nested(NFTA_CMP_DATA.rawValue) { $0.attribute(NFTA_DATA_VALUE.rawValue, wanted) }
        }
    }

    /// NFT_REG_1, of 16 bytes: an IPv6 address fits.
    private static let register = UInt32(NFT_REG_1.rawValue)

    private static func load(meta key: UInt32, in list: inout NetlinkRequest) {
        FilterRule.expression("meta", in: &list) {
            $0.attribute(NFTA_META_DREG.rawValue, number: register.bigEndian)
            $0.attribute(NFTA_META_KEY.rawValue, number: key.bigEndian)
        }
    }

    private static func load(_ base: UInt32, _ offset: UInt32, _ count: Int, in list: inout NetlinkRequest) {
        FilterRule.expression("payload", in: &list) {
            $0.attribute(NFTA_PAYLOAD_DREG.rawValue, number: register.bigEndian)
            $0.attribute(NFTA_PAYLOAD_BASE.rawValue, number: base.bigEndian)
            $0.attribute(NFTA_PAYLOAD_OFFSET.rawValue, number: offset.bigEndian)
            $0.attribute(NFTA_PAYLOAD_LEN.rawValue, number: UInt32(count).bigEndian)
        }
    }
}
