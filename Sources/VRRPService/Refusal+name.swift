import VRRP

extension Refusal {
    /// As the status calls it, after `refused_`.
    var name: String {
        switch self {
        case .ownAddress: "own_address"
        case .family: "family"
        case .notAPeer: "not_a_peer"
        case .hopLimit: "hop_limit"
        case .tooShort: "too_short"
        case .unknownVersion: "unknown_version"
        case .versionMismatch: "version_mismatch"
        case .type: "type"
        case .lengthMismatch: "length_mismatch"
        case .checksum: "checksum"
        case .virtualRouterID: "virtual_router_id"
        case .unknownAuthenticationType: "unknown_authentication_type"
        case .authenticationTypeMismatch: "authentication_type_mismatch"
        case .authenticationFailed: "authentication_failed"
        case .interval: "interval"
        case .addressCount: "address_count"
        case .addressList: "address_list"
        }
    }
}
