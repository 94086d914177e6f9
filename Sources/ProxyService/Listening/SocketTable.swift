import Addresses
internal import CLinux
import DataPlane
import HAProxyConf
import Linux

/// Every listening socket of the proxy. The supervisor holds it and each worker has a copy: a socket stays open from one
/// worker to the next, so that no connection that waits in its queue is lost. It closes when no table has it any more.
struct SocketTable {
    /// An open socket; a class, because several tables have it.
    final class OpenSocket {
        let descriptor: Descriptor

        init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
    }

    /// Of each address one socket a thread. Where the number of threads has fallen, some have two: closing one would lose
    /// the connections that wait in it.
    private var traffic: [TrafficPoint: [OpenSocket]] = [:]
    private var runtime: [RuntimeSocket.Endpoint: RuntimeListener] = [:]

    init() {}

    /// The sockets for a configuration: those that are open already, and new ones.
    ///
    /// - Throws: all addresses that cannot be had.
    init(_ configuration: HAProxyConfiguration, threads: Int, keeping old: SocketTable) throws(ProxyError) {
        var problems: [String] = []
        for entry in TrafficPlan(configuration).entries {
            do throws(LinuxError) {
                traffic[entry.point] = try Self.open(entry, threads, old.traffic[entry.point] ?? [])
            } catch {
                problems.append("\(entry.subject): \(error)")
            }
        }
        for socket in configuration.global.runtimeSockets {
            do throws(LinuxError) {
                runtime[socket.endpoint] = try RuntimeListener.open(socket, keeping: old.runtime[socket.endpoint])
            } catch {
                problems.append("\(socket.location): stats socket: \(error)")
            }
        }
        guard problems.isEmpty else { throw .unusable(problems) }
    }

    private static func open(
        _ entry: TrafficPlan.Entry, _ threads: Int, _ old: [OpenSocket]
    ) throws(LinuxError) -> [OpenSocket] {
        var sockets = old
        while sockets.count < threads {
            sockets.append(
                OpenSocket(
                    try listen(
                        entry.point.address, entry.point.port, takesIPv4: entry.point.takesIPv4, backlog: entry.backlog,
                        entry.point.text)))
        }
        return sockets
    }

    static func listen(
        _ address: IPAddress, _ port: UInt16, takesIPv4: Bool?, backlog: Int32, _ text: String
    ) throws(LinuxError) -> Descriptor {
        let place = StreamAddress(address, port: port)
        let number = unsafe withUnsafePointer(to: place.bytes) {
            unsafe linux_stream_listen(
                $0, place.count, place.family, backlog, takesIPv4.map { $0 ? 1 : 0 } ?? -1)
        }
        guard number >= 0 else {
            throw LinuxError(call: "bind", code: Int32(-number), context: "listen on \(text)", detail: hint(number))
        }
        return Descriptor(owning: Int32(number))
    }

    private static func hint(_ result: Int) -> String {
        switch -result {
        case Int(EACCES): "a port below 1024 needs root"
        case Int(EADDRNOTAVAIL): "no interface has it; with net.ipv4.ip_nonlocal_bind=1 it need not"
        default: ""
        }
    }

    // MARK: For a worker

    /// What a thread listens on: of each address every `threads`-th socket.
    func listeners(of thread: Int, among threads: Int, _ configuration: HAProxyConfiguration) -> [TrafficThread
        .Listener]
    {
        var listeners: [TrafficThread.Listener] = []
        for entry in TrafficPlan(configuration).entries {
            for (index, socket) in (traffic[entry.point] ?? []).enumerated() where index % threads == thread {
                listeners.append(
                    TrafficThread.Listener(
                        descriptor: socket.descriptor.number, frontend: entry.frontend, bind: entry.bind))
            }
        }
        return listeners
    }

    /// Has every socket listen, also one that an earlier worker had stop, with the backlog of this configuration.
    func listenAgain(_ configuration: HAProxyConfiguration) {
        for entry in TrafficPlan(configuration).entries {
            for socket in traffic[entry.point] ?? [] { _ = linux_listen(socket.descriptor.number, entry.backlog) }
        }
    }

    /// The runtime sockets, in the order of the file.
    func runtimeListeners(_ configuration: HAProxyConfiguration) -> [(descriptor: Int32, level: RuntimeSocket.Level)] {
        configuration.global.runtimeSockets.compactMap { socket in
            runtime[socket.endpoint].map { ($0.descriptor, socket.level) }
        }
    }

    /// Every descriptor in it.
    var descriptors: [Int32] {
        traffic.values.flatMap { $0.map { $0.descriptor.number } } + runtime.values.map { $0.descriptor }
    }
}
