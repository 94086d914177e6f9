package import Fleet
import Inventory
package import Rendering
import SSH

/// The journals of a cluster's hosts as one.
package struct ClusterLogs: Sendable {
    package enum Event: Sendable {
        case entry(LogEntry)
        /// A host that could not be asked or went away; the others go on.
        case lost(HostError)
    }

    private let configuration: Configuration
    private let fleet: Fleet
    private let query: LogQuery

    /// - Parameter fleet: the hosts to read; those of its failures that the query asks for are told as lost.
    package init(_ configuration: Configuration, fleet: Fleet, query: LogQuery) {
        self.configuration = configuration
        self.fleet = fleet
        self.query = query
    }

    private func isWanted(_ host: String) -> Bool { query.hosts.isEmpty || query.hosts.contains(host) }

    /// Every entry in the order of time, until no host has any more; a query that follows goes on until it is cancelled
    /// or every host is lost.
    package func events() -> AsyncStream<Event> {
        AsyncStream { continuation in
            let task = Task {
                for failure in fleet.failures where isWanted(failure.host) { continuation.yield(.lost(failure)) }
                if query.follows { await follow(continuation) } else { await read(continuation) }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    // MARK: What is there

    private func read(_ continuation: AsyncStream<Event>.Continuation) async {
        var merge = LogMerge()
        let hosts = fleet.hosts.filter { isWanted($0.name) }
        let outcomes = await concurrently(hosts) { host async throws(HostError) in try await journal(host) }
        for outcome in outcomes {
            switch outcome {
            case .success(let entries): for entry in entries { merge.add(entry, at: .zero) }
            case .failure(let error): continuation.yield(.lost(error))
            }
        }
        let entries = merge.rest()
        for entry in entries.suffix(query.lines ?? entries.count) { continuation.yield(.entry(entry)) }
    }

    private func journal(_ host: RemoteHost) async throws(HostError) -> [LogEntry] {
        let command = try command(host)
        let result = try await host.run(command)
        // journalctl's status for "no entry matches".
        let isEmpty = result.ending == .exited(1) && result.errorOutput.isEmpty
        guard result.succeeded || isEmpty else {
            throw HostError(host: host.name, reason: .command(command.title, result))
        }
        var splitter = LineSplitter()
        return splitter.add(result.output).compactMap { LogEntry(host: host.name, line: $0) }
    }

    private func command(_ host: RemoteHost) throws(HostError) -> RemoteCommand {
        guard let desired = configuration.host(host.name) else {
            throw HostError(host: host.name, reason: .other("the inventory does not have this host"))
        }
        return query.command(for: desired)
    }

    // MARK: What comes

    private func follow(_ continuation: AsyncStream<Event>.Continuation) async {
        let queue = LogQueue { continuation.yield(.entry($0)) }
        await withTaskGroup { group in
            group.addTask { await queue.run() }
            await withTaskGroup { readers in
                for host in fleet.hosts where isWanted(host.name) {
                    readers.addTask { await follow(host, queue, continuation) }
                }
            }
            await queue.finish()
        }
    }

    private func follow(
        _ host: RemoteHost, _ queue: LogQueue, _ continuation: AsyncStream<Event>.Continuation
    ) async {
        do throws(HostError) {
            let command = try command(host)
            let process = try await host.start(command)
            try await pass(process, of: host.name, to: queue)
            let result: CommandResult
            do { result = try await process.result() } catch {
                throw HostError(host: host.name, reason: .connection(error))
            }
            throw HostError(host: host.name, reason: .command(command.title, result))
        } catch {
            if !Task.isCancelled { continuation.yield(.lost(error)) }
        }
    }

    private func pass(_ process: RemoteProcess, of host: String, to queue: LogQueue) async throws(HostError) {
        var splitter = LineSplitter()
        do {
            for try await bytes in process.output {
                for line in splitter.add(bytes) {
                    guard let entry = LogEntry(host: host, line: line) else { continue }
                    await queue.add(entry)
                }
            }
        } catch let error as SSHError {
            throw HostError(host: host, reason: .connection(error))
        } catch {
            throw HostError(host: host, reason: .other("\(error)"))
        }
    }
}

/// Gives out entries when their time has come.
private actor LogQueue {
    private var merge = LogMerge()
    private let start = ContinuousClock.now
    private let give: @Sendable (LogEntry) -> Void
    private var isFinished = false

    init(give: @escaping @Sendable (LogEntry) -> Void) {
        self.give = give
    }

    private var now: Duration { ContinuousClock.now - start }

    func add(_ entry: LogEntry) { merge.add(entry, at: now) }

    /// Until there will be no more entries.
    func run() async {
        while !isFinished && !Task.isCancelled {
            merge.due(at: now).forEach(give)
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// There will be no more.
    func finish() {
        isFinished = true
        merge.rest().forEach(give)
    }
}
