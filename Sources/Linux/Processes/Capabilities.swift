internal import CLinux

/// A part of root's power (capabilities(7)).
package enum Capability: UInt8, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case setGID = 6
    case setUID = 7
    case netBindService = 10
    case netAdmin = 12
    case netRaw = 13
    case ipcLock = 14
    case sysNice = 23

    package var description: String {
        switch self {
        case .setGID: "CAP_SETGID"
        case .setUID: "CAP_SETUID"
        case .netBindService: "CAP_NET_BIND_SERVICE"
        case .netAdmin: "CAP_NET_ADMIN"
        case .netRaw: "CAP_NET_RAW"
        case .ipcLock: "CAP_IPC_LOCK"
        case .sysNice: "CAP_SYS_NICE"
        }
    }
}

/// The capabilities in force for this thread.
package struct Capabilities: Hashable, Sendable {
    private let bits: UInt64

    /// - Parameter bits: bit n is capability n, as CapEff in /proc/PID/status.
    init(bits: UInt64) {
        self.bits = bits
    }

    package static func effective() throws(LinuxError) -> Capabilities {
        var bits: UInt64 = 0
        try attempt("capget", "read the capabilities of this process") {
            unsafe linux_effective_capabilities(&bits)
        }
        return Capabilities(bits: bits)
    }

    package func contains(_ capability: Capability) -> Bool {
        bits >> UInt64(capability.rawValue) & 1 == 1
    }

    /// Those of `wanted` that are not in force.
    package func missing(of wanted: [Capability]) -> [Capability] {
        wanted.filter { !contains($0) }
    }
}

/// Does `body`; where the kernel forbids it, the error says which capability it takes.
@discardableResult
func needing<Value: ~Copyable>(
    _ capability: Capability, or alternative: String = "", _ body: () throws(LinuxError) -> Value
) throws(LinuxError) -> Value {
    do throws(LinuxError) {
        return try body()
    } catch  where error.code == EPERM || error.code == EACCES {
        let need = "it needs \(capability)" + (alternative.isEmpty ? "" : ", or \(alternative)")
        let detail = error.detail.isEmpty ? need : "\(error.detail): \(need)"
        throw LinuxError(call: error.call, code: error.code, context: error.context, detail: detail)
    }
}
