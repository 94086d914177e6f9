package import Inventory
package import SSH

/// The connected hosts of a cluster.
package struct Fleet: Sendable {
    /// How to log in, the same for all.
    package struct Access: Sendable {
        package var policy: SSHPolicy
        /// Private keys that replace the inventory's: the lab's own.
        package var identities: [String]?

        package init(policy: SSHPolicy = SSHPolicy(), identities: [String]? = nil) {
            self.policy = policy
            self.identities = identities
        }
    }

    /// In the order asked for.
    package var hosts: [RemoteHost]
    package var failures: [HostError]

    package func host(_ name: String) -> RemoteHost? { hosts.first { $0.name == name } }

    /// Connects to all hosts at once; those that fail do not hold up the others.
    package static func connect(to hosts: [Host], access: Access) async -> Fleet {
        let outcomes = await concurrently(hosts) { host async throws(HostError) in
            try await connect(to: host, access: access)
        }
        var fleet = Fleet(hosts: [], failures: [])
        for outcome in outcomes {
            switch outcome {
            case .success(let host): fleet.hosts.append(host)
            case .failure(let error): fleet.failures.append(error)
            }
        }
        return fleet
    }

    private static func connect(to host: Host, access: Access) async throws(HostError) -> RemoteHost {
        let destination = SSHDestination(
            name: host.name, address: host.ssh.address ?? host.address.address.description, user: host.ssh.user,
            port: host.ssh.port, identities: access.identities ?? host.ssh.identities)
        do {
            return RemoteHost(host: host, connection: try await SSHConnection.open(destination, policy: access.policy))
        } catch {
            throw HostError(host: host.name, reason: .connection(error))
        }
    }

    package func close() async {
        await withTaskGroup { group in
            for host in hosts { group.addTask { await host.connection.close() } }
        }
    }
}

/// Does one thing for every element at once, and gives the outcomes in the elements' order.
package func concurrently<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) async throws(HostError) -> Value
) async -> [Result<Value, HostError>] {
    await withTaskGroup(of: (Int, Result<Value, HostError>).self) { group in
        for (index, element) in elements.enumerated() {
            group.addTask {
                do throws(HostError) {
                    return (index, .success(try await body(element)))
                } catch {
                    return (index, .failure(error))
                }
            }
        }
        var outcomes: [(Int, Result<Value, HostError>)] = []
        for await outcome in group { outcomes.append(outcome) }
        return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
