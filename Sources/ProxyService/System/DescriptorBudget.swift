internal import CLinux
import HAProxyConf
import Linux

/// How many descriptors a worker may need, and how many client connections follow from what it may have (HAProxy's
/// `ulimit-n` and `maxconn`, each worked out from the other; configuration.txt §3.2).
struct DescriptorBudget {
    /// What is open beside connections: listening sockets, checks, threads, logs and the runtime socket's clients.
    let fixed: Int
    /// `maxconn` of `global`.
    let wanted: Int?

    init(_ configuration: HAProxyConfiguration, threads: Int) {
        let binds = configuration.frontends.reduce(0) { $0 + $1.binds.count }
        let checks = configuration.backends.reduce(0) { sum, backend in
            sum + backend.servers.reduce(0) { $0 + ($1.check.isEnabled ? 1 : 0) }
        }
        // Of a thread: its epoll, its wakeup, and pipes for splicing.
        fixed = binds * threads + checks + threads * 16 + configuration.global.runtimeMaxConnections + 64
        wanted = configuration.global.maxConnections
    }

    /// The connections that a limit of descriptors allows: each has a client's and a server's.
    func connections(within descriptors: Int) -> Int { max(1, (descriptors - fixed) / 2) }

    /// The descriptors that the wanted connections take.
    var descriptors: Int? { wanted.map { fixed + 2 * $0 } }

    /// What a worker gets.
    struct Granted: Equatable {
        let descriptors: Int
        let connections: Int
    }

    /// Raises this process's limit to what is needed, as far as it may.
    func raise() -> Granted {
        var (present, most): (UInt64, UInt64) = (0, 0)
        guard unsafe linux_descriptor_limit(&present, &most) >= 0 else {
            return Granted(descriptors: 1024, connections: wanted ?? connections(within: 1024))
        }
        if let descriptors, descriptors > most {
            // Only root may raise the hard limit.
            if linux_set_descriptor_limit(UInt64(descriptors), UInt64(descriptors)) >= 0 {
                present = UInt64(descriptors)
            } else if linux_set_descriptor_limit(most, most) >= 0 {
                present = most
            }
        } else {
            let needed = descriptors.map { max(UInt64($0), present) } ?? most
            if linux_set_descriptor_limit(needed, most) >= 0 { present = needed }
        }
        let limit = Int(clamping: present)
        return Granted(descriptors: limit, connections: wanted ?? connections(within: limit))
    }

    /// Lets the supervisor hold the listening sockets; workers inherit its limit and raise it further.
    func raiseForSupervisor() { linux_raise_descriptor_limit(UInt(fixed + 64)) }
}
