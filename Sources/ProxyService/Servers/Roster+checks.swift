import Addresses
import Balancing
import DataPlane
import HAProxyConf
import ProxyReport

/// Checks begin and end, slow starts go on.
extension Roster {
    /// A check that begins now.
    struct CheckOrder {
        /// Its server's place in the roster, and its backend.
        let server: Int
        let backend: Int
        /// Where it connects to unless a step of it says otherwise.
        let endpoint: EndpointAddress
        /// Until when it must have connected.
        let deadline: Instant
        let sendsProxyHeader: Bool
    }

    /// When there is something to do next.
    var nextEvent: Instant? { lock.withLock { deadlines.earliest } }

    /// Does what is due, and gives the checks that begin.
    func takeDue(at now: Instant) -> [CheckOrder] {
        lock.withLock {
            var orders: [CheckOrder] = []
            while let (moment, index) = deadlines.next(at: now) {
                // One that waits for another moment by now has another entry.
                guard entries[index].alarm == moment else { continue }
                entries[index].alarm = nil
                if let warmup = entries[index].server.nextWarmup, warmup <= now {
                    perform(entries[index].server.warmUp(at: now), index, now)
                }
                if entries[index].checksAreEnabled, let deadline = entries[index].server.beginCheck(at: now) {
                    entries[index].isBeingChecked = true
                    orders.append(order(index, deadline))
                }
                schedule(index)
            }
            return orders
        }
    }

    private func order(_ index: Int, _ deadline: Instant) -> CheckOrder {
        let entry = entries[index]
        let server = configuration.backends[entry.backend].servers[entry.index]
        let endpoint = EndpointAddress(
            entry.checkAddress ?? entry.endpoint.address, port: entry.checkPort ?? entry.endpoint.port)
        return CheckOrder(
            server: index, backend: entry.backend, endpoint: endpoint, deadline: deadline,
            sendsProxyHeader: server.check.sendsProxyHeader)
    }

    /// A running check has connected: until when it must be over.
    func checkConnected(_ order: CheckOrder, at now: Instant) -> Instant {
        lock.withLock { entries[order.server].server.checkDeadline(connectedAt: now, deadline: order.deadline) }
    }

    /// A check is over.
    func finish(_ order: CheckOrder, _ report: CheckReport, _ text: String, at now: Instant) {
        lock.withLock {
            let index = order.server
            entries[index].isBeingChecked = false
            entries[index].checkText = text
            let actions = entries[index].server.finishCheck(report, at: now, deviation: deviation)
            perform(actions, index, now)
        }
    }

    /// By how much the next check is moved, up to `spread-checks` either way, so that servers are not checked in step.
    private var deviation: Double {
        let percent = configuration.global.spreadChecks
        guard percent > 0 else { return 0 }
        return Double(percent) / 100 * (2 * Double(random.next() >> 11) / Double(1 << 53) - 1)
    }

    /// Live traffic told something of a server.
    func observe(_ backend: Int, _ server: Int, _ observation: Observation, at now: Instant) {
        lock.withLock {
            let index = plane.server(backend, server)
            let before = entries[index].nextEvent
            let failures = entries[index].server.counters.failedAnalyses
            let actions = entries[index].server.note(observation, at: now)
            if entries[index].server.counters.failedAnalyses != failures {
                entries[index].checkText = observation.words(configuration.backends[backend].servers[server])
            }
            perform(actions, index, now)
            if entries[index].nextEvent != before { wakeManager() }
        }
    }
}

extension Observation {
    /// What the statistics say of a server that live traffic failed at (HAProxy's `health_adjust`).
    fileprivate func words(_ server: ServerDefinition) -> String {
        "Detected \(server.errorLimit) consecutive errors, last one was: \(Self.names[Int(rawValue)])"
    }

    private static let names = [
        "L4 successful connection", "L4 unsuccessful connection", "Correct http response", "Wrong http response",
        "Invalid http response (headers)", "Invalid http response", "Read error (http)", "Read timeout (http)",
        "Close from server (http)",
    ]
}
