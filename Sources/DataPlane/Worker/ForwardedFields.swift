import Addresses
import Balancing
internal import CLinux
import HAProxyConf
import HTTP1
import HTTPRules
import Linux
import ProxyReport

/// `option forwardfor` of a proxy, made ready.
struct ForwardedFields {
    /// The name of the field; empty without the option.
    let name: [UInt8]
    let known: FieldName
    let exception: Network?
    let ifNone: Bool

    init(_ option: ForwardedFor?) {
        let header = option?.header ?? []
        name = header
        known = FieldName(header.span)
        exception = option?.exception
        ifNone = option?.ifNone ?? false
    }

    var isOn: Bool { !name.isEmpty }

    /// Whether the usual name is asked for, which is written from a constant.
    var isUsual: Bool { known == .xForwardedFor }
}
