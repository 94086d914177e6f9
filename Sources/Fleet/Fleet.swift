import Addresses
package import Inventory
package import SSH

/// The connected hosts of a cluster.
package struct Fleet: Sendable {
    /// How to log in, the same for all.
    package struct Access: Sendable {
        package var policy: SSHPolicy
        /// Private keys that replace the inventory's: the lab's own.
        package var identities: [String]?
        /// Told of every connection and command, where the operator wants to know more.
        package var trace: (@Sendable (String) -> Void)?

        package init(
            policy: SSHPolicy = SSHPolicy(), identities: [String]? = nil, trace: (@Sendable (String) -> Void)? = nil
        ) {
            self.policy = policy
            self.identities = identities
            self.trace = trace
        }
    }

    /// In the order asked for.
    package var hosts: [RemoteHost]
    package var failures: [HostError]

    package func host(_ name: String) -> RemoteHost? { hosts.first { $0.name == name } }

    /// Connects to all hosts at once; those that fail do not hold up the others.
    ///
    /// - Parameter told: told of each host as soon as it is connected, or is known not to be.
    package static func connect(
        to hosts: [Host], access: Access, told: @escaping @Sendable (Host, _ isConnected: Bool) -> Void = { _, _ in }
    ) async -> Fleet {
        let outcomes = await concurrently(hosts) { host async throws(HostError) in
            do throws(HostError) {
                let remote = try await connect(to: host, access: access)
                told(host, true)
                return remote
            } catch {
                told(host, false)
                throw error
            }
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
            let connection = try await SSHConnection.open(destination, policy: access.policy)
            access.trace?("\(host.name): logged in at \(destination.address)")
            return RemoteHost(host: host, connection: connection, trace: access.trace)
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
