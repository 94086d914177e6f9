package import HAProxyConf
import HTTPRules

/// What the threads that carry traffic share: the configuration, which never changes, and numbers that do.
///
/// Servers are numbered through all backends: `server(backend, index)`.
package final class Plane: Sendable {
    package let configuration: HAProxyConfiguration
    let rules: RuleProgram
    /// How many threads carry traffic. Each has its own counters.
    package let threads: Int
    /// Client connections of the process at once: `maxconn`, or what its descriptors allow.
    package let connectionLimit: Int
    /// The first number of each backend's servers, and behind the last one how many there are.
    private let firstServer: [Int]
    package let settings: Numbers
    private let gauges: Numbers
    private let counters: [Numbers]
    /// Numbers of the whole process.
    package let process = Numbers(count: ProcessNumber.allCases.count)

    /// - Parameters:
    ///   - connectionLimit: `maxconn` of the process, or what its descriptors allow.
    ///   - hostName: what `%H` says.
    package init(_ configuration: HAProxyConfiguration, threads: Int, connectionLimit: Int, hostName: String) {
        self.connectionLimit = connectionLimit
        rules = RuleProgram(configuration, hostName: Array(hostName.utf8))
        self.configuration = configuration
        self.threads = threads
        var first = [0]
        for backend in configuration.backends { first.append(first[first.count - 1] + backend.servers.count) }
        firstServer = first
        let owners = configuration.frontends.count + configuration.backends.count + first[first.count - 1]
        settings = Numbers(count: first[first.count - 1] * ServerSetting.allCases.count)
        gauges = Numbers(count: owners * Gauge.allCases.count)
        counters = (0..<threads).map { _ in Numbers(count: owners * Counter.allCases.count) }
    }

    package var serverCount: Int { firstServer[firstServer.count - 1] }

    /// The number of a server.
    package func server(_ backend: Int, _ index: Int) -> Int { firstServer[backend] + index }

    /// Whose numbers are meant.
    package enum Owner: Sendable {
        case frontend(Int)
        case backend(Int)
        /// By its number.
        case server(Int)
    }

    private func place(_ owner: Owner) -> Int {
        let frontends = configuration.frontends.count
        return switch owner {
        case .frontend(let index): index
        case .backend(let index): frontends + index
        case .server(let number): frontends + configuration.backends.count + number
        }
    }

    /// Counts in the calling thread's own counters.
    package func count(_ counter: Counter, of owner: Owner, thread: Int) {
        count(1, counter, of: owner, thread: thread)
    }

    package func count(_ value: Int64, _ counter: Counter, of owner: Owner, thread: Int) {
        counters[thread].addAlone(value, to: place(owner) * Counter.allCases.count + counter.rawValue)
    }

    /// Sets a counter that is no sum.
    package func note(_ value: Int64, _ counter: Counter, of owner: Owner, thread: Int) {
        counters[thread][place(owner) * Counter.allCases.count + counter.rawValue] = value
    }

    /// A counter over all threads.
    package func total(_ counter: Counter, of owner: Owner) -> Int64 {
        let index = place(owner) * Counter.allCases.count + counter.rawValue
        if counter == .lastSession { return counters.reduce(0) { max($0, $1[index]) } }
        return counters.reduce(0) { $0 &+ $1[index] }
    }

    package func gauge(_ gauge: Gauge, of owner: Owner) -> Int64 {
        gauges[place(owner) * Gauge.allCases.count + gauge.rawValue]
    }

    /// Changes a gauge, and its peak with it: what it is then.
    @discardableResult
    package func change(_ gauge: Gauge, of owner: Owner, by value: Int64) -> Int64 {
        let base = place(owner) * Gauge.allCases.count
        let now = gauges.add(value, to: base + gauge.rawValue)
        let peak: Gauge? = gauge == .current ? .peak : gauge == .queued ? .queuedPeak : nil
        // Two threads that raise it at once may leave the lower of two peaks; the next one mends it.
        if let peak, value > 0, now > gauges[base + peak.rawValue] { gauges[base + peak.rawValue] = now }
        return now
    }

    /// `clear counters`: the peaks begin anew.
    package func resetPeaks(of owner: Owner) {
        let base = place(owner) * Gauge.allCases.count
        gauges[base + Gauge.peak.rawValue] = gauges[base + Gauge.current.rawValue]
        gauges[base + Gauge.queuedPeak.rawValue] = gauges[base + Gauge.queued.rawValue]
    }

    package func setting(_ setting: ServerSetting, of server: Int) -> Int64 {
        settings[server * ServerSetting.allCases.count + setting.rawValue]
    }

    /// Call `publish` after the last one.
    package func set(_ setting: ServerSetting, of server: Int, to value: Int64) {
        settings[server * ServerSetting.allCases.count + setting.rawValue] = value
    }

    /// Makes what was set known: every thread looks again before its next request.
    package func publish() { process.add(1, to: ProcessNumber.epoch.rawValue) }

    package var epoch: Int64 { process.acquire(ProcessNumber.epoch.rawValue) }

    package subscript(number: ProcessNumber) -> Int64 {
        get { process[number.rawValue] }
        set { process[number.rawValue] = newValue }
    }

    @discardableResult
    package func add(_ value: Int64, to number: ProcessNumber) -> Int64 { process.add(value, to: number.rawValue) }
}

/// Numbers of the whole process.
package enum ProcessNumber: Int, CaseIterable, Sendable {
    /// Raised with every change of a server's settings.
    case epoch
    /// Client connections now and ever (`CurrConns`, `CumConns`), and requests (`CumReq`).
    case currentConnections, totalConnections, totalRequests
    /// 1: no new connections are taken, and keep-alive ends (soft stop, SIGUSR1).
    case isStopping
}
