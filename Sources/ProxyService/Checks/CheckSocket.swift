import Addresses
import Balancing
internal import CLinux
import DataPlane
import Linux
import ProxyReport

/// The connection of one check, and what is still to be sent on it.
final class CheckSocket {
    let order: Roster.CheckOrder
    let began: Instant
    var deadline: Instant
    var run: CheckRun
    private(set) var descriptor: Descriptor?
    /// By which the poller knows its connection: each has its own, so that no event of an earlier one is taken for it.
    var token: UInt32 = 0
    var endpoint: EndpointAddress
    var isConnecting = false
    var output: [UInt8] = []
    /// The PROXY header is being sent, before the first step counts as done.
    var sendsHeader = false
    var resetsOnClose = false
    /// The poller has its connection.
    var isWatched = false

    init(_ order: Roster.CheckOrder, _ plan: CheckPlan, at now: Instant) {
        self.order = order
        endpoint = order.endpoint
        began = now
        deadline = order.deadline
        run = CheckRun(plan)
    }

    /// Begins to connect to `endpoint`.
    ///
    /// - Returns: whether it is connected already; nil with the error's words.
    func connect() -> Result<Bool, Failure> {
        close()
        var number: Int32 = -1
        let result = StreamAddress(endpoint.address, port: endpoint.port).connect(&number)
        guard result >= 0 else { return .failure(Failure(code: Int32(-result))) }
        descriptor = Descriptor(owning: number)
        isConnecting = result == 0
        return .success(result == 1)
    }

    func watch(_ poller: inout Poller, _ interest: Poller.Interest, token: UInt64) throws(LinuxError) {
        guard descriptor != nil else { return }
        if isWatched {
            try descriptor?.changeInterest(in: &poller, interest, token)
        } else {
            try descriptor?.add(to: &poller, interest, token)
            isWatched = true
        }
    }

    struct Failure: Error {
        let code: Int32
        var words: String { LinuxError.words(code) }
    }

    /// What became of the connect: nil if it is done.
    func connectFailure() -> Failure? {
        guard let number = descriptor?.number else { return Failure(code: ENOTCONN) }
        let result = linux_socket_error(number)
        return result < 0 ? Failure(code: Int32(-result)) : nil
    }

    /// A PROXY protocol header with the check's own addresses (proxy-protocol.txt §2.1), as HAProxy sends it.
    var proxyHeader: [UInt8] {
        guard let number = descriptor?.number, let own = StreamAddress.local(of: number) else {
            return Array("PROXY UNKNOWN\r\n".utf8)
        }
        let family = endpoint.address.family == .ipv4 ? "TCP4" : "TCP6"
        return Array("PROXY \(family) \(own.address) \(endpoint.address) \(own.port) \(endpoint.port)\r\n".utf8)
    }

    enum Sending {
        case done
        case waits
        case failed(Failure)
    }

    func send() -> Sending {
        guard let number = descriptor?.number else { return .failed(Failure(code: ENOTCONN)) }
        while !output.isEmpty {
            // The kernel reads no more than the count, and keeps no pointer.
            let count = unsafe output.withUnsafeBytes { unsafe linux_stream_send(number, $0.baseAddress, $0.count, 0) }
            if count == -Int(EAGAIN) { return .waits }
            if count == -Int(EINTR) { continue }
            guard count > 0 else { return .failed(Failure(code: Int32(-count))) }
            output.removeFirst(count)
        }
        return .done
    }

    enum Receiving {
        case bytes(Int)
        case end
        case nothing
        case failed(Failure)
    }

    func receive(into buffer: inout [UInt8]) -> Receiving {
        guard let number = descriptor?.number else { return .failed(Failure(code: ENOTCONN)) }
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe linux_stream_receive(number, $0.baseAddress, $0.count)
            }
            if count == -Int(EINTR) { continue }
            if count == -Int(EAGAIN) { return .nothing }
            if count < 0 { return .failed(Failure(code: Int32(-count))) }
            return count == 0 ? .end : .bytes(count)
        }
    }

    func close() {
        if resetsOnClose, let number = descriptor?.number { linux_reset_on_close(number) }
        descriptor = nil
        output = []
    }
}

extension Descriptor {
    fileprivate func add(to poller: inout Poller, _ interest: Poller.Interest, _ token: UInt64) throws(LinuxError) {
        try poller.add(self, interest, token: token)
    }

    fileprivate func changeInterest(
        in poller: inout Poller, _ interest: Poller.Interest, _ token: UInt64
    ) throws(LinuxError) {
        try poller.change(self, interest, token: token)
    }
}
